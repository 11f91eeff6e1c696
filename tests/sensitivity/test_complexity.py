"""How demanding a question is, the same in both languages."""

import time

import pytest

from router_agent import classify
from router_agent.sensitivity import complexity
from router_agent.sensitivity.normal import normalise
from router_agent.sensitivity.sweep import sweep

SIMPLE = [
    ("한국의 수도는?", "What is the capital of Korea?"),
    ("오늘 점심 뭐 먹지", "what should one eat for lunch"),
    ("세종대왕은 언제 태어났어?", "When was King Sejong born?"),
    ("물은 몇 도에서 끓어?", "At what temperature does water boil?"),
    ("1마일은 몇 킬로미터야?", "How many kilometres are in a mile?"),
    ("'안녕하세요'를 영어로 뭐라고 해?", "How do you say 'hello' in Korean?"),
    ("올림픽은 몇 년마다 열려?", "How often are the Olympics held?"),
    ("김치찌개에는 뭐가 들어가?", "What goes into kimchi stew?"),
    ("파이썬에서 리스트 길이는 어떻게 구해?", "How do I get the length of a list in Python?"),
    ("태양계에서 가장 큰 행성은?", "Which planet of the solar system is the largest?"),
    ("12 곱하기 8은?", "What is 12 times 8?"),
    ("커피 한 잔에 카페인이 얼마나 들어 있어?", "How much caffeine is in a cup of coffee?"),
    ("햄릿은 누가 썼어?", "Who wrote Hamlet?"),
    ("깃에서 브랜치는 어떻게 만들어?", "How do I create a branch in git?"),
    ("서울에서 부산까지 기차로 얼마나 걸려?", "How long is the train from Seoul to Busan?"),
    ("감기에 걸렸을 때 뭘 마시면 좋아?", "What is good to drink when you have a cold?"),
    ("생일 축하 문구 하나 써줘", "Write me a birthday greeting"),
    ("블랙홀이 뭐야?", "What is a black hole?"),
    ("고양이는 하루에 몇 시간 자?", "How many hours a day do cats sleep?"),
    ("노트북 화면이 안 켜져", "The screen of my laptop does not turn on"),
    ("달걀은 몇 분 삶아야 반숙이 돼?", "How many minutes for a soft-boiled egg?"),
    ("영화 기생충의 감독은?", "Who directed the film Parasite?"),
    ("재미있는 농담 하나 해줘", "Tell me a funny joke"),
]
COMPLEX = [
    ("퀵소트와 병합정렬을 비교해줘", "Compare quicksort and merge sort"),
    ("√2가 무리수임을 증명해줘", "Prove that √2 is irrational"),
    ("분산 캐시를 설계해줘", "Design a distributed cache"),
    ("근의 공식을 유도해줘", "Derive the quadratic formula"),
    ("이 함수를 리팩터링해줘", "Refactor this function"),
    ("이분 탐색을 러스트로 구현해줘", "Implement binary search in Rust"),
    ("이 쿼리를 최적화해줘", "Optimize this query"),
    ("원격 근무의 장단점을 알려줘", "Tell me the pros and cons of remote work"),
    ("방정식 x^2 - 5x + 6 = 0을 풀어줘", "Solve the equation x^2 - 5x + 6 = 0"),
    ("주사위 두 개의 합이 7일 확률은?", "What is the probability that two dice add up to 7?"),
    ("기후 변화에 대한 에세이를 써줘", "Write an essay about climate change"),
    ("신제품 출시 전략을 제안해줘", "Suggest a strategy for a product launch"),
    ("프랑스 혁명의 원인을 분석해줘", "Analyze the causes of the French Revolution"),
    ("다익스트라 알고리즘을 설명해줘", "Explain Dijkstra's algorithm"),
    ("소수를 찾는 함수를 작성해줘", "Write a function that finds prime numbers"),
    ("CSV 파일을 읽는 스크립트를 짜줘", "Write a script that reads a CSV file"),
    ("미분을 단계별로 설명해줘", "Explain differentiation step by step"),
    ("이벤트 기반 아키텍처로 바꾸려면?", "How would one architect it around events?"),
    ("칸트와 흄의 인식론을 대조해줘", "Contrast the epistemology of Kant and Hume"),
    ("이 논문의 방법을 비평해줘", "Critique the method of this paper"),
    (
        "세 달 동안 훈련할 계획을 세워줘",
        "Write a plan for three months of training",
    ),
    ("메모리 누수를 어떻게 디버깅해?", "How do I debug a memory leak?"),
    ("왜 하늘은 파래? 그럼 노을은 왜 붉어?", "Why is the sky blue? And why are sunsets red?"),
]


@pytest.mark.parametrize(
    ("korean", "english", "tier"),
    [
        *((korean, english, "simple") for korean, english in SIMPLE),
        *((korean, english, "complex") for korean, english in COMPLEX),
    ],
)
def test_a_question_and_its_translation_are_equally_complex(
    korean: str, english: str, tier: str
) -> None:
    assert (classify(korean).complexity, classify(english).complexity) == (tier, tier)


def score_of(text: str) -> float:
    swept = sweep(normalise(text))
    return complexity.score(swept.normal.text, len(swept.demands))


@pytest.mark.parametrize("text", ["", "?", "한", "a" * 399, "가" * 199, "가" * 10_000])
def test_the_score_lies_between_0_and_1_and_the_tier_follows_it(text: str) -> None:
    for demands in (0, 1, 5):
        score = complexity.score(text, demands)
        assert 0 <= score < 1
        tier = "complex" if score >= complexity.COMPLEX_FROM else "simple"
        assert complexity.judge(text, demands) == tier


def test_the_score_rises_with_length_and_with_demands() -> None:
    texts = ("Sort it.", "Sort it, please, as soon as you can.", "Compare.", "Compare and prove.")
    scores = [score_of(text) for text in texts]

    assert scores == sorted(scores)
    assert len(set(scores)) == len(scores)


def test_a_long_text_in_hangul_costs_no_more_than_a_scan() -> None:
    """A loop over its characters would take ten times as long."""
    text = "긴 글을 여기에 붙여 넣습니다. " * 50_000
    before = time.process_time()
    complexity.score(text, 0)

    assert time.process_time() - before < 1
