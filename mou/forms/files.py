from django import forms


class UploadedDocument(forms.FileField):
    pass
