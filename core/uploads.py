"""A file too large is read off the line and dropped, never kept; the rest of its form arrives as it was typed."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

LARGEST = 12 * 1024 * 1024  # bytes of one file; what the forms allow lies below


class SizeGuard(FileUploadHandler):
    """First in FILE_UPLOAD_HANDLERS. `request.files_too_large` names the fields whose file was dropped."""

    def __init__(self, request=None):
        super().__init__(request)
        self.received = 0
        if request is not None:
            request.files_too_large = set()

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > LARGEST:
            self.request.files_too_large.add(self.field_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
