"""Reports: figures as neutral data, then the same figures as a page in two languages, as a sheet, as JSON."""
