"""What a program's word says when it is read aloud: `kim_minsu_has_hiv` is a sentence.

What is made of nothing but what frameworks call their things needs no judgement.
"""

import re
from typing import Final

_BORDER: Final = re.compile(r"[-_./:|<>=~+#@,;]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_DAY: Final = re.compile(r"\b20\d\d \d\d \d\d\b")  # as models' names end
_PART: Final = re.compile(r"[a-z]+|[0-9]+")
# More than a version has.
_MOST_DIGITS: Final = 6
# What frameworks call their things. Words for people, bodies and money are not among them.
_VOCABULARY: Final = frozenset(
    re.findall(
        r"\w+",
        """
    abatch accepted add additional agent agents ai ainvoke allow allowed annotations anthropic
    api app arg args array assistant astream async audio azure batch bedrock beta body boolean
    branch bytes cache cached call callback calls chain channel character chars chat
    checkpoint checkpointer choice choices chunk class claude client code command community
    completion completions condition config configurable constructor content context convert
    core count create created creation creative data dataset debug deepseek default delete
    delta deployment depth detail details developer dict document documents done duration
    embed embedding embeddings end ends enforce error errors eval event events exaone
    execution experiment failed failure fast field file filter fingerprint finish flash float
    for format free from function functions gemini generation generations get google gpt graph
    haiku handler http human id identifying ids image implementation in index info input
    inputs instruct instruction instructions int integer integration invalid invocation invoke
    is item items json key kind kwargs lang langchain langgraph langsmith last latency lc left
    length level library limit list llama llm load local logprobs loop ls map mapping mask max
    maximum memory message messages meta metadata method metrics min mini minimum mistral mode
    model modified multi name namespace nano new next node none not null number o object of
    ollama on one openai operation option options opus order out out output outputs page parallel
    parameters params parent parse parser part parts path piece pipeline platform position
    prebuilt prediction preview pro process profile prompt prompts properties provider py
    python query qwen rate react read reason reasoning recursion refusal region rejected
    replay request required response result results retriever retry revision role root route
    router row rows run runnable runs runtime schema schemas score sdk search seed selector
    send seq sequence serialized service session set shot size smith sonnet source sources
    span sql stable start state states status step steps stop stream streaming strict string
    structured sum system tag tags task tasks temperature template text the thread threads
    tier time timeout timestamp to token tokens tool tools top total trace tracing transform
    trigger triggers turbo type types unit update uploaded url usage use user utils v value
    values version vertex window with word words write x yield
    """,
    )
)


def spoken(word: str) -> str:
    """Return a word with its `-_./` and capitals read as borders between words."""
    return " ".join(_BORDER.sub(" ", word).split())


def foreign(words: str) -> int:
    """Return how many of words, read aloud, are no framework's: not its names, nor versions."""
    rest = _DAY.sub("", words).lower()
    named = rest.isascii() and sum(map(str.isdigit, rest)) <= _MOST_DIGITS
    return sum(not (named and _is_known(word)) for word in rest.split())


def _is_known(word: str) -> bool:
    parts = _PART.findall(word)
    known = all(part in _VOCABULARY or part.isdigit() for part in parts)
    return known and "".join(parts) == word
