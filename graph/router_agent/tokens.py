"""How many tokens a conversation takes in the local model's context: rather too many."""

from collections.abc import Iterable
from typing import Final

# Tokenizers of current local models need about one token for 4 Latin letters and for 1.5
# Hangul syllables; these are a little less, so that what is let through really fits.
_LETTERS_A_TOKEN: Final = 3.5
_TOKENS_A_MESSAGE: Final = 8
# Room for the answer, which shares the context with the conversation.
_ANSWER_SHARE: Final = 0.125


def fits(texts: Iterable[str], num_ctx: int | None) -> bool:
    """Whether texts fit into a context of `num_ctx` tokens, with room for an answer.

    Ollama drops the oldest messages of a conversation that does not fit, and says nothing.

    Args:
        texts: One text a message.
        num_ctx: Tokens of the context; None where the server refuses by itself what is too long.
    """
    return num_ctx is None or sum(map(_tokens, texts)) <= num_ctx * (1 - _ANSWER_SHARE)


def _tokens(text: str) -> float:
    wide = len(text) - len(text.encode("ascii", "ignore"))
    return wide + (len(text) - wide) / _LETTERS_A_TOKEN + _TOKENS_A_MESSAGE
