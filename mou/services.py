"""Every write that matters: one public function per business act."""
