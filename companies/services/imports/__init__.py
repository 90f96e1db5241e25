"""Importing firms and lines: read and plan every row, then write each good firm whole or not at all."""
from .jobs import (
    abandon_import,
    confirm_import,
    import_files,
    resume_import,
    run_import,
    upload_import,
    work_on_imports,
)
from .preview import Plan, prepare_import
from .writing import ONE_AT_A_TIME
