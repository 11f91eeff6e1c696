"""The words that cues go by, in Korean and English, by class. RE2 syntax.

Written from the definition of the levels; what is missing here the trained model has to know.
"""

from itertools import pairwise
from typing import Final

_KO_SURNAMES: Final = (
    "김|이|박|최|정|강|조|윤|장|임|한|오|서|신|권|황|안|송|류|유|전|홍|고|문|손|양|배|백|허|남|심|노|하|곽|성|차|주|우|구|"
    "민|진|나|지|엄|채|원|천|방|공|현|함|변|염|여|추|도|석|선|설|마|길|연|위|표|명|기|반|왕|금|옥|육|인|맹|제|모|탁|국"
)
_KO_TITLES: Final = (
    "부장|과장|차장|대리|팀장|실장|본부장|주임|사원|이사|상무|전무|사장|대표|회장|선생|교수|원장|간호사|담임|점장|매니저|반장|"
    "사모|소장|국장|지점장|센터장"
)
_KO_FAMILY: Final = (
    "아내|남편|와이프|집사람|엄마|아빠|어머니|아버지|어머님|아버님|아들|딸|동생|누나|형수|오빠|언니|할머니|할아버지|시어머니|시아버지|"
    "시댁|장모|장인|처가|며느리|사위|남친|여친|남자친구|여자친구|애인|전남편|전처|전남친|전여친|조카|이모|고모|삼촌|사촌|손주|매형|"
    "형님|막내|첫째|둘째|큰애|작은애|우리 애|우리애"
)
_KO_OTHERS: Final = (
    "동료|상사|후임|선임|직원|알바|신입|팀원|룸메|룸메이트|이웃|옆집|윗집|아랫집|집주인|세입자|임차인|건물주|환자|의뢰인|고객님|"
    "거래처|협력사|학부모|제자|반 애|그 사람|그 애|걔|쟤|그놈|그년|친구"
)


def _syllables_but(excluded: str) -> str:
    """Return a pattern for any Hangul syllable but these."""
    points = [0xABFF, *sorted(map(ord, excluded)), 0xD7A4]
    gaps = pairwise(points)
    return f"[{''.join(f'{chr(a + 1)}-{chr(b - 1)}' for a, b in gaps if b - a > 1)}]"


_NO_PARTICLE: Final = _syllables_but("의은는이가을를에서로과와도만")

CLASSES: Final[dict[str, tuple[str, ...]]] = {
    # Who it is about.
    "SELF": (
        r"(?:^|[\s\"'(,.!?])(?:나|내|제|저|우리|저희|본인|난|전|내가|제가|나는|저는|나도|저도|나한테|저한테|나를|저를|"
        r"저의|나의|우린|저흰|내꺼|제꺼)(?:[\s,]|$)",
        r"(?i)\b(?:i|i'?m|i'?ve|i'?d|my|mine|me|myself|we|we'?re|we'?ve|our|ours|us)\b",
    ),
    "OURS": (
        r"우리\s?(?:회사|팀|부서|본부|법인|병원|학교|가게|매장|공장|지점|사장|대표|쪽|은행|기관|센터|연구실|랩|서비스|제품|앱|고객)",
        r"(?:저희|당사|자사|울 회사|회사 내부|사내|본사|지사)",
        r"(?i)\b(?:our|we|we'?re|we'?ve|my (?:company|team|startup|employer|firm|shop|boss|client|department))\b",
    ),
    "FAMILY": (
        rf"(?:^|[\s\"'(,.])(?:{_KO_FAMILY})(?:\s|가|이|은|는|을|를|의|한테|에게|랑|하고|도|께|님|$)",
        r"(?i)\b(?:my|our|his|her|their) (?:\w+ )?(?:wife|husband|mom|mum|mother|dad|father|parents?|son|daughter|kid|"
        r"child|children|baby|brother|sister|girlfriend|boyfriend|partner|fianc[eé]e?|ex|ex-\w+|aunt|uncle|cousin|"
        r"nephew|niece|grand\w+|nan|gran|in-laws?|step\w+|roommate|flatmate|friend|neighbou?r|landlord|tenant)\b",
    ),
    "ROLE": (
        rf"(?:{_KO_TITLES})(?:님|이|가|은|는|을|를|의|한테|에게|께|랑|하고)",
        rf"(?:^|[\s\"'(])(?:{_KO_OTHERS})(?:\s|가|이|은|는|을|를|의|한테|에게|랑|하고|도|들|께|$)",
        r"(?i)\b(?:my|our|the|a|this) (?:\w+ )?(?:boss|manager|supervisor|coworker|co-worker|colleague|employee|"
        r"intern|client|customer|patient|student|pupil|teacher|doctor|therapist|lawyer|tenant|applicant|candidate|"
        r"supplier|vendor|contractor|assistant|nurse|resident)\b",
    ),
    "NAME": (
        rf"(?:^|[\s\"'(,\d.])(?:{_KO_SURNAMES})[가-힣]{{1,2}}\s?(?:씨|님|군|양|{_KO_TITLES})",
        r"(?:^|[\s\"'(,])[가-힣]{2,3}(?:이|가|이가|은|는|랑|이랑|한테)?\s?(?:씨|쌤)",
        rf"(?:^|[\s\"'(,])(?:{_KO_SURNAMES})[가-힣]{{2}}(?:의|이라는|라는|한테|에게|이랑)\s",
        # A name and what is asked of it, side by side; a noun with its particle is no name.
        rf"(?:^|[\s\"'(,])(?:{_KO_SURNAMES})[가-힣]{_NO_PARTICLE}\s"
        r"(?:전화|연락처|휴대폰|핸드폰|집\s?주소|주민|계좌|생년월일|연봉|월급)",
        r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][a-z]+",
        r"\b[A-Z][a-z]{2,12} [A-Z](?:[a-z]{2,15}|\.)(?:'s)?\b",
        r"\b[A-Z][a-z]{2,12}'s\b",
    ),
    # What it is about.
    "CONTACT": (
        r"전화\s?번호|연락처|휴대폰\s?번호|핸드폰\s?번호|폰\s?번호|폰번|집\s?주소|주소|주민\s?(?:등록\s?)?번호|이메일|메일\s?주소|계좌\s?번호|"
        r"생년월일|카톡\s?아이디|인스타\s?(?:아이디|계정)|연봉|월급|신상|사는 ?곳|어디 ?사",
        r"(?i)\b(?:phone number|cell number|mobile number|home address|street address|address|e-?mail(?: address)?|"
        r"social security number|ssn|account number|date of birth|where (?:does|do) \w+ live|salary|contact (?:info|details))\b",
    ),
    "ASKING": (
        r"알려|찾아|뭐야|뭐예요|뭐죠|얼마|어디|조회|알 수|알아봐|구해|가르쳐|몇 번|어떻게 돼|궁금|보내 ?줘|불러",
        r"(?i)\b(?:what(?:'s| is)|find|give me|tell me|look up|get me|show me|where (?:is|does|do)|how much|send me|who is)\b",
    ),
    "HEALTH": (
        r"진단|처방|우울|공황|조현|조울|양극성|암\s?(?:이|수술|진단|판정|초기|말기)|[간위폐]암|대장암|유방암|수술|복용|약을? (?:먹|끊)|"
        r"정신과|임신|유산|낙태|생리|성병|에이즈|당뇨|고혈압|혈압약|혈당|검사\s?결과|증상|통증|아파|아프|자살|자해|죽고 ?싶|중독|알코올|"
        r"불면|치매|항암|투석|발작|간질|뇌전증|탈모|비만|다이어트 약|시험관|난임|불임|갱년기|발기|성관계|피임|트라우마|상담(?:센터|받)|병원|"
        r"입원|퇴원|응급실|마약|대마|필로폰|장애\s?(?:등급|판정)|감염|확진|혹이|종양|디스크|염증|출혈",
        r"(?i)\b(?:diagnos\w+|prescri\w+|antidepressants?|ssri|sertraline|lithium|metformin|xanax|adderall|insulin|chemo\w*|"
        r"cancer|tumou?r|biopsy|depress\w+|anxiety|panic attacks?|bipolar|schizo\w+|adhd|autis\w+|ocd|ptsd|suicid\w+|"
        r"self[- ]harm\w*|cutting|overdos\w+|rehab|relaps\w+|sober|addict\w+|alcoholi\w+|pregnan\w+|miscarr\w+|"
        r"abortion|ivf|std|sti|hiv|herpes|chlamydia|diabet\w+|epilep\w+|seizures?|dementia|alzheimer\w*|parkinson\w*|"
        r"surgery|symptoms?|blood (?:test|pressure|sugar)|mri|therapist|therapy|meds|medication|rash|lump|bleeding|pills?|"
        r"eating disorder|anorexi\w+|bulimi\w+|hospital\w*|erectile|period|infertil\w+|transgender|gay|lesbian|bisexual)\b",
    ),
    "LAW": (
        r"고소|고발|소송|경찰|합의금|피의자|피고|전과|음주\s?운전|재판|변호사|판결|집행유예|벌금|기소|구속|수사|진정서|내용증명|협박|폭행|"
        r"성추행|성폭행|성희롱|강간|스토킹|불법\s?체류|체류\s?자격|난민|비자|추방|출입국|사기를? 당|보이스피싱|횡령|배임|뇌물|탈세|"
        r"명예훼손|합의서|압류|가압류|지명수배|보호관찰|학교폭력|학폭",
        r"(?i)\b(?:sued?|suing|lawsuit|arrest\w*|police|charged|dui|dwi|probation|parole|convict\w+|felony|misdemeanou?r|"
        r"restraining order|subpoena|court|custody|settlement|attorney|solicitor|assault\w*|harass\w*|rap(?:e|ed)|"
        r"stalk\w+|blackmail\w*|undocumented|asylum|visa|deport\w+|immigration|green card|overstay\w*|fraud|"
        r"embezzl\w+|shoplift\w+|prison|jail|bail|warrant|evict\w+)\b",
    ),
    "MONEY": (
        r"연봉|월급|급여|봉급|시급|빚|대출|카드값|연체|적금|저축|예금|통장|파산|회생|상속|증여|유산|보증금|전세금|월세|신용\s?(?:점수|등급)|"
        r"사채|도박|주식|코인|연금|보험금|퇴직금|재산|채무|독촉|세금|체납|투자금|만\s?원|천만|억",
        r"(?i)\b(?:salary|paycheck|wages?|income|debts?|loans?|mortgage|overdue|savings|bankrupt\w*|inherit\w*|"
        r"credit score|credit card|overdraft|gambl\w+|casino|pension|401k|alimony|child support|owe[sd]?|rent arrears|"
        r"arrears|payday|bailiffs?|net worth|bonus|raise|\d+k\b|[$£€]\s?\d)",
    ),
    "FAMILY_MATTER": (
        r"이혼|별거|외도|바람\s?(?:피|난|폈)|불륜|내연|가정\s?폭력|폭력|입양|친자|양육권|양육비|위자료|파혼|재혼|가출|의절|혼외|학대|"
        r"왕따|따돌림|은둔|등교\s?거부|자퇴|동성애|커밍아웃|성소수자|헤어|이별|짝사랑|고백",
        r"(?i)\b(?:divorc\w+|separat\w+|affair|cheat\w+|abus\w+|domestic violence|adopt\w+|paternity|alimony|"
        r"estranged|breakup|broke up|miscarriage|bully\w+|bullied|foster|came out|coming out|hit me|hits me)\b",
    ),
    "WORK": (
        r"해고|징계|권고\s?사직|잘렸|잘린|짤렸|인사\s?평가|고과|사직서|퇴사|괴롭힘|갑질|임금\s?체불|월급\s?(?:안|을 못)|산재|이직|면접|승진|"
        r"감봉|경고장|시말서|노조|파업|내부\s?고발|비위|근태|무단결근|수습\s?기간|저성과|구조조정|감원|희망퇴직|명예퇴직|휴직|계약\s?만료",
        r"(?i)\b(?:fired|lay ?offs?|laid off|redundan\w+|disciplin\w+|performance (?:review|plan)|pip|resign\w*|"
        r"grievance|hr|whistleblow\w*|terminat\w+|dismiss\w+|written warning|promotion|demot\w+|"
        r"unpaid (?:wages|overtime)|severance|two weeks'? notice|union|burn ?out|job (?:offer|interview))\b",
    ),
    "BUSINESS": (
        r"매출|영업\s?이익|순이익|손익|원가|마진|이탈률|해지율|전환율|고객사|거래처|고객\s?(?:명단|리스트|데이터|정보|이탈|수)|계약(?:서|금|\s?조건|\s?건|이|을)?|"
        r"단가|납품|견적|입찰|로드맵|신제품|출시|공시\s?전|미공개|인수|합병|투자\s?유치|시리즈\s?[ABC가-힣]|밸류|지분|구조조정|회의록|"
        r"내부|기밀|대외비|취약점|유출|해킹|랜섬|장애\s?(?:보고|원인|발생)|소스\s?코드|특허|출원|시험\s?(?:지|문제)|실적|재고|예산|적자|흑자|"
        r"임원|인사\s?이동|채용|협력사|공급사|사업\s?계획|전략|제안서|기획안|보고서|데이터|뚫",
        r"(?i)\b(?:revenue|sales|profit|ebitda|margins?|churn|burn rate|runway|mrr|arr|pipeline|forecast|budget|costs?|"
        r"pricing|quote|supplier|vendors?|contract|nda|term sheet|acqui\w+|merger|due diligence|roadmap|launch|"
        r"unannounced|unreleased|incident|breach\w*|vulnerabilit\w+|exploit|outage|customers?|clients?|accounts?|"
        r"headcount|reorg|layoffs?|board|investors?|minutes|internal|confidential|patent|exam|dataset|codebase|"
        r"source code|proposal|bid|tender|strategy|inventory|deal|renewal|negotiat\w+|leak\w*|salary bands?)\b",
    ),
    "CONFIDENTIAL": (
        r"대외비|기밀|극비|미공개|공시\s?전|발표\s?전|출시\s?전|출원\s?전|사내\s?(?:용|한)|외부\s?(?:유출|에 알려지면)|비공개|비밀로|아무한테도|말하지\s?마|"
        r"몰래|들키",
        r"(?i)\b(?:confidential|internal[- ]only|not (?:yet )?(?:public|announced|disclosed)|unannounced|under nda|"
        r"before (?:we )?(?:announce|launch|filing|the announcement)|don'?t tell|nobody knows|no one knows|secretly|"
        r"off the record|keep this between|privileged|embargo\w*|insider)\b",
    ),
    # How it is said.
    "CONCEPT": (
        r"뭐야|뭐임|뭔가요|무엇|무슨 뜻|이란|란\s|뜻이|의미|개념|정의|일반적|보통|절차|방법|어떻게 (?:되나|하나|하는|돼|작동)|원리|차이|종류|역사|예시|"
        r"템플릿|양식|샘플|소설|시나리오|대사|이야기|동화|가사|농담|하는 법|만드는 법|기준|요건|규정|제도|법이",
        r"(?i)(?:\bwhat (?:is|are|does|do|was|were)\b|\bhow (?:do|does|did|is|are|to)\b|\bdefin\w+|\bmeaning\b|\bin general\b|"
        r"\bgenerally\b|\blearn(?:ing)? about\b|\btell me about\b|\bdifference\b|\bhistory\b|\bexamples? of\b|\btemplate\b|\bsample\b|\bstory\b|\bpoem\b|"
        r"\bfiction\w*|\bnovel\b|\bcharacter\b|\bexplain\b|\bwhy do(?:es)?\b|\bwho (?:is|was|wrote|won)\b|\bwhen (?:did|was)\b)",
    ),
    "OPINION": (
        r"생각해|생각하|어떻게 봐|의견|찬성|반대|옳|나쁜|좋을까|나을까|해야 할까|맞나|싫|좋아|속상|짜증|힘들|외로|우울|불안|행복|슬프|화나|지쳤|"
        r"피곤|고민|후회|걱정|기분|설레|무서|부럽|귀찮|답답|서운",
        r"(?i)\b(?:opinion|think|should|agree|disagree|right or wrong|worth it|feel\w*|hate|love|tired|lonely|sad|happy|"
        r"angry|worried|stress\w*|annoy\w*|regret|favou?rite|prefer|bored|miss|scared|nervous|excited)\b",
    ),
}
