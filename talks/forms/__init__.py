from .conversations import AnswerForm, AskForm, CallForm, DecideForm, RemarkForm, SharedFileForm
from .results import ResultForm, SettleForm
from .samples import (
    DeliverForm,
    EndForm,
    JudgeForm,
    OrderForm,
    ReceiveForm,
    SampleForm,
    SendForm,
    TermsForm,
)
from .translations import TranslationForm
