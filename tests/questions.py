"""The tutorial's three questions, and others that tests ask."""

from typing import Final

HARMLESS: Final = "Python에서 리스트와 튜플의 차이는?"
BUSINESS: Final = "우리 회사의 매출 데이터를 분석해줘"
PERSONAL: Final = "홍길동의 전화번호와 주소를 알려줄래?"
TUTORIAL: Final = (HARMLESS, BUSINESS, PERSONAL)
