"""STREET_ADDRESS in Korea: by road, by lot, by building and flat; romanised, too.

Source:
    도로명주소법 제2조와 시행령; 공간정보관리법 (지번); 로마자 표기법 (-ro, -gil, -dong).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "서울시 마포구 월드컵북로 396입니다", re.ASCII)[0]
'서울시 마포구 월드컵북로 396'
"""

import re
from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, around

_REGION: Final = "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|충청[남북]|전라[남북]|경상[남북]"
_PLACE: Final = rf"(?:(?:{_REGION})(?:특별자치시|특별자치도|특별시|광역시|시|도)?\s?)?(?:[가-힣]{{2,7}}(?:시|군|구)\s?){{0,2}}"
_HOME: Final = (
    "아파트", "빌라", "주소", "사는", "살고", "살아", "사셔", "우리집", "우리 집", "내 집", "집은", "집이", "집으로", "배송", "택배",
    "동호수", "이사", "거주", "등기", "전입", "오피스텔", "원룸", "댁", "번지", "우편", "배달", "물건지", "소재지", "본가", "자취",
)  # fmt: skip
# Endings that only roads have, as far as no adverb has them, too.
_SURE_ROAD: Final = re.compile(
    r"[가-힣]{1,6}(?:[동서남북중]로|앙로|원로|역로|천로|산로|청로|로\d{1,3}번?[가나다]?길|안길)|"
    # Of the adverbs in 대로 ("as ...") there are too many; of these roads none is one.
    r"(?:세종|강남|올림픽|송파|서초|반포|한강|통일|경인|시흥|남부순환|북부간선|영동|언주|양재|달구벌|한밭|계룡|무진|중앙|"
    r"해운대|가야|백양|낙동|경기|경수|화랑|천호|노원|동일|도봉|마포|양화|여의|공항|강서|센텀|동부|충장|금남|팔달|동대구|"
    r"현충|사직|미추홀|인하|정조|봉은사|삼성|성남|분당|판교|대학|시청|국회|서부|남부|북부)대로"
)
_BUILDING: Final = (
    "아파트|빌라|오피스텔|타워|맨션|하우스|원룸|주공|자이|래미안|푸르지오|힐스테이트|아이파크|롯데캐슬|편한세상|"
    "더샵|센트레빌|빌|캐슬|팰리스|파크|기숙사|연립|주택"
)
_PARTICLE: Final = re.compile(
    r"[가-힣]*(?:으로|[용급별째차중]으?로|[에게]로|바로|서로|새로|제로|별로|따로|실제로|[그반절제맘음멋뜻]대로|홀로|스스로|예시로|순서로|끝자리)"
)
_COUNTER: Final = re.compile(
    r"[-~]?\s?\d*\s?(?:개|명|번(?!길)|시|분|초|년|월|일|장|권|줄|문|단|배|퍼|%|가지|위|점|차|박|회|주|살|세|만|천|백|억|원|호선|등|쪽|"
    r"조각|코스|인분|자리|글자|[A-Za-z]|\.\d|:\d|/)"
)

# With region and city named it is an address, whatever follows.
_CITY: Final = re.compile(rf"(?:{_REGION})[가-힣]* [가-힣]{{1,6}}(?:시|군|구) ")


def _road(value: str, text: str, start: int) -> float | None:
    """A noun with the particle 로 and a number behind it is no road."""
    known = re.match(rf"(?:{_REGION})|[가-힣]{{1,7}}(?:시|군|구) ", value) is not None
    road = re.sub(r"\s?\d+(?:-\d+)?$", "", value).rsplit(" ", 1)[-1]
    if _PARTICLE.fullmatch(road) or _COUNTER.match(text, start + len(value)):
        return 0.6 if _CITY.match(value) else None
    if known or _SURE_ROAD.fullmatch(road):
        return 0.85
    cue = any(cue in around(text, start, 40, len(value) + 30) for cue in _HOME)
    return 0.85 if cue and len(road) > 2 else None


def _home(_: str, text: str, start: int) -> float | None:
    """Building and flat, where an address is what is spoken of."""
    return 0.7 if any(cue in around(text, start, 30, 30) for cue in _HOME) else None


RECOGNIZERS: Final = (
    Recognizer(
        "STREET_ADDRESS",
        rf"{_PLACE}(?:[가-힣]{{1,6}}(?:읍|면|동)\s?)?[가-힣][가-힣0-9.·]{{0,11}}(?:로|길)\s?(?:지하\s?)?\d{{1,4}}"
        r"(?:번?(?:가|나|다|라)?길\s?\d{1,4})?(?:-\d{1,4})?",
        0.85,
        _road,
    ),
    Recognizer(
        "STREET_ADDRESS",
        r"[가-힣]{1,8}(?:시|군|구|읍|면)\s?(?:[가-힣]{1,8}(?:읍|면)\s?)?[가-힣]{1,8}\d?(?:동|리|가)\s?(?:산\s?)?"
        r"\d{1,4}(?:-\d{1,4})?(?:\s?번지)?",
        0.8,
    ),
    Recognizer(
        "STREET_ADDRESS",
        r"[가-힣]{1,8}\d?(?:읍|면|동|리|가)\s?(?:산\s?)?\d{1,4}(?:-\d{1,4})?\s?번지",
        0.8,
    ),
    Recognizer(
        "STREET_ADDRESS",
        r"[가-힣]{1,8}\d?(?:동|리)\s?(?:산\s?)?\d{1,4}-\d{1,4}",
        0.65,
        _home,
    ),
    Recognizer(
        "STREET_ADDRESS",
        r"(?:\d{1,4}|[가나다라마바A-F])동\s?(?:\d{1,2}층\s?)?[B]?\d{1,4}호",
        0.7,
        _home,
    ),
    Recognizer(
        "STREET_ADDRESS",
        rf"(?:{_BUILDING})[^\d\n]{{0,8}}(?:\d{{1,4}}동\s?)?\d{{2,4}}호",
        0.75,
    ),
    Recognizer("STREET_ADDRESS", rf"(?:{_BUILDING})\s?[A-Z]?\d{{0,4}}동\s?\d{{2,4}}", 0.7),
    Recognizer("STREET_ADDRESS", r"\d{1,2}층\s?\d{3,4}호", 0.7),
    Recognizer(
        "STREET_ADDRESS",
        r"(?i)\d{1,4}(?:-\d{1,4})?,? ?[a-z0-9]+(?:-daero|-ro|-gil|daero|-dong)(?: ?\d{1,3}(?:beon)?-gil)?\b",
        0.8,
    ),
    Recognizer("STREET_ADDRESS", r"(?i)\b[a-z]+(?:-?daero|-ro|-gil) ?\d{1,4}(?:-\d+)?", 0.75),
)
