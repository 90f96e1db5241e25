"""Files too large are read off the line and dropped, never kept;
the rest of their form arrives as it was typed and says so.
"""

from typing import Any

from django import forms
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.utils.translation import gettext_lazy as _

LARGEST = 12 * 1024 * 1024  # bytes of all files of one form together; what the forms allow for one lies below


class SizeGuard(FileUploadHandler):
    """First in FILE_UPLOAD_HANDLERS. `request.files_too_large` names the fields whose file was dropped,
    `files_too_many` those whose file would have fitted without the ones before it.
    """

    request: Any

    def __init__(self, request=None):
        super().__init__(request)
        self.kept = self.received = 0
        if request is not None:
            request.files_too_large, request.files_too_many = set(), set()

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> bytes:
        self.received += len(raw_data)
        if self.kept + self.received > LARGEST:
            dropped = self.request.files_too_many if self.kept else self.request.files_too_large
            dropped.add(self.field_name)
            raise SkipFile
        return raw_data

    def file_complete(self, _file_size: int) -> None:
        self.kept += self.received


def dropped_files(request) -> dict[str, bool]:
    """Field → whether its file was too large by itself; asks for the posted form first, which reads the body."""
    if request.method != "POST" or request.POST is None:
        return {}
    too_large, too_many = getattr(request, "files_too_large", ()), getattr(request, "files_too_many", ())
    return dict.fromkeys(too_many, False) | dict.fromkeys(too_large, True)


class FileForm(forms.Form):
    """For forms with files: tells a file that the guard has dropped from one that was not chosen."""

    too_large: Any  # said by those who know the limit of one file
    too_many = _("The files in one form may total 12 MB. Upload this one separately.")

    def __init__(self, *args, dropped: dict[str, bool] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.dropped = dropped or {}

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # not in the stubs
        for name in self.dropped.keys() & self.fields.keys():
            self._errors.pop(name, None)  # type: ignore[attr-defined]
            self.add_error(name, self.too_large if self.dropped[name] else self.too_many)
