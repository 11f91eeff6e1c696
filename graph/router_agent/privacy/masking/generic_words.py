"""Words that many values hold and that say nothing of the one: no piece of a value by themselves.

All in lower case. Regions are as the recognizer of Korean addresses has them.
"""

from typing import Final

_NET: Final = """
    http https www com net org info edu gov html mail email gmail googlemail naver daum hanmail
    kakao nate outlook hotmail live yahoo icloud proton protonmail fastmail msn aol gmx web
    google apple github gitlab slack discord telegram hooks webhook webhooks services service
    api apis cloud aws azure amazonaws host hosts server client port path local localhost
    internal example domain test tests testing demo sample dev prod production stage staging main
"""
_SECRETS: Final = """
    key keys token tokens secret secrets password passwd passwort passcode pass code login
    account admin administrator root user users username guest proj project access private
    public begin end openssh rsa bearer basic auth live akia glpat xoxb ghp sk pk svc default
"""
_DATABASES: Final = """
    postgres postgresql psycopg mysql mariadb mongodb mongo redis rediss amqp rabbitmq kafka mssql
    sqlserver oracle sqlite jdbc asyncpg database data cluster table order orders app apps
"""
_PLACES: Final = """
    street road avenue lane drive boulevard blvd court terrace close crescent place square
    parkway gardens grove mews steps hill circle trail highway parade loop walk heights alley
    esplanade rise view house home flat apartment suite unit floor building block room north
    south east west city town county village state country united states kingdom korea seoul
    address box zip postcode rue strasse straße calle
"""
_COMMON: Final = """
    the and for are but not you all any can her was one our out has him his how its may new now
    old see two who did get let say she too use about after again also another back bank because
    been before being below between both call card change come could date does done down each
    even every find first five four from give good hand have hello help here high into just keep
    kind know last left letter like line list long look made make many march mean month more most
    much must name need next nine number off office only open other over part person phone plus
    point right same save seven show side since some start starts still string such take team tell
    text than thank thanks that their them then there these they thing this those three time today
    under until upon very want week well were what when where which while whose will with without
    word words work would wrong year your zero eight double triple value valid version
    january february april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter
    select insert update delete null none true false print return import class function
"""
_KOREAN: Final = """
    서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주
    서울시 부산시 대구시 인천시 광주시 대전시 울산시 세종시 경기도 강원도 제주도 제주시
    서울특별시 부산광역시 대구광역시 인천광역시 광주광역시 대전광역시 울산광역시
    세종특별자치시 제주특별자치도 강원특별자치도 전북특별자치도 충청북도 충청남도 전라북도
    전라남도 경상북도 경상남도 특별시 광역시 한국 대한민국 아파트 빌라 빌딩 오피스텔 기숙사
    번길 번지 가길 지하 주소 전화 번호 전화번호 휴대폰 연락 연락처 메일 이메일 이름 계좌 카드
    여권 면허 비밀번호 비번 암호 은행 국민 신한 우리 하나 농협 기업 카카오 토스 국민은행
    신한은행 우리은행 하나은행 농협은행 기업은행 카카오뱅크 토스뱅크 네이버 다음 구글 골뱅이
    왼쪽 오른쪽 엄마 아빠 대표 대리 과장 부장 차장 팀장 사장 사장님 주임 선생님 생년월일 생일
    다시 여기 저기 그리고 입니다 이에요 예요 이고 이야 에서 에는 으로 까지 부터 코드 번째 자리
"""

GENERIC: Final = frozenset(
    word
    for words in (_NET, _SECRETS, _DATABASES, _PLACES, _COMMON, _KOREAN)
    for word in words.split()
)
