"""Pages as tagged PDF/UA-1 from a typst template and plain data; the child process imports this, so it stays empty."""
