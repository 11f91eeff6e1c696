"""API_KEY: keys that their issuer's prefix gives away.

Source:
    The formats that their issuers publish; GitHub's list of secret scanning partners.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "sk-proj-aB3dE5gH7jK9mN1pQ3sT5v가")[0]
'sk-proj-aB3dE5gH7jK9mN1pQ3sT5v'
"""

from typing import Final

from router_agent.sensitivity.recognizers.placeholders import is_name, is_placeholder, is_sequence
from router_agent.sensitivity.recognizers.recognizer import Recognizer

# So many letters in their order are nobody's key.
_ALPHABET: Final = 16


def _key(value: str, _: str, __: int) -> float | None:
    made_up = is_placeholder(value) or is_sequence(value, _ALPHABET) or len(set(value[8:])) < 4
    # Of these prefixes names in programs begin, too, which are of one case.
    if value.startswith(("s.", "hf_")):
        made_up = made_up or is_name(value) or value[3:].islower() or value[3:].isupper()
    return None if made_up else 0.95


# OpenAI, Anthropic and OpenRouter; Google; GitHub; AWS; Slack; Stripe; then the others by name.
_PREFIXED: Final = (
    r"sk-(?:ant-|proj-|svcacct-|or-|admin-|lf-)?[A-Za-z0-9_-]{16,200}",
    r"AIza[0-9A-Za-z_-]{30,40}|GOCSPX-[0-9A-Za-z_-]{20,40}|ya29\.[\w-]{20,}|1//0[\w-]{30,}",
    r"gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{22,255}|v1\.[a-f0-9]{40}",
    r"(?:AKIA|ASIA|AGPA|AROA|AIDA|AIPA|ANPA|ANVA|ABIA|ACCA|A3T[A-Z0-9])[0-9A-Z]{16}",
    r"xox[abeoprse](?:\.xox[bp])?-(?:\d{1,2}-[A-Za-z0-9]{40,}|[0-9]{6,}-[A-Za-z0-9-]{10,250}|[A-Za-z0-9]{20,})|xapp-\d-[A-Z0-9]{8,}-\d{8,}-[a-z0-9]{20,}",
    r"(?:sk|rk|pk|whsec)_(?:live|test|prod)?_?[A-Za-z0-9]{16,250}",
    r"glpat-[\w-]{20,}|gl(?:ptt|rt|soat|imt|agent|cbt|dt|ft|oas)-[\w-]{20,}|GR1348941[\w-]{20}",
    r"hf_[A-Za-z0-9]{30,}|api_org_[A-Za-z]{30,}|npm_[A-Za-z0-9]{36}|pypi-[\w-]{20,}",
    r"SG\.[\w-]{16,}\.[\w-]{16,}|key-[a-f0-9]{32}|(?:AC|SK)[a-f0-9]{32}|[a-f0-9]{32}-us\d{1,2}",
    r"do[opr]_v1_[a-f0-9]{40,}|shp(?:at|ca|ss|pa)_[a-fA-F0-9]{32}|EAA[A-Za-z0-9]{40,}",
    r"hv[sb]\.[\w-]{20,}|s\.[A-Za-z0-9]{24}|[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,}|dp\.(?:pt|st|ct)\.[\w-]{40,}",
    r"lin_(?:api|oauth)_[A-Za-z0-9]{30,}|ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43}|figd_[\w-]{30,}",
    r"sq0(?:atp|csp|idp)-[\w-]{20,}|EAAA[A-Za-z0-9_-]{50,}|access_token\$production\$[a-z0-9]{16}\$[a-f0-9]{32}",
    r"dapi[a-f0-9]{32}(?:-\d)?|NRAK-[A-Z0-9]{27}|NR(?:JS|II)-[A-Za-z0-9_-]{19,32}|eyJrIjoi[A-Za-z0-9]{60,}={0,2}",
    r"glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}|glc_[A-Za-z0-9+/]{32,}|sntr[ysu]+_[A-Za-z0-9+/=_-]{40,}|PMAK-[a-f0-9-]{40,}",
    r"AGE-SECRET-KEY-1[0-9A-Z]{50,}|rubygems_[a-f0-9]{48}|oy2[a-z0-9]{43}|CLOJARS_[a-z0-9]{60}|shippo_(?:live|test)_[a-f0-9]{40}",
    r"tfp_[A-Za-z0-9_-]{40,}|pul-[a-f0-9]{40}|rdme_[a-z0-9]{70}|pscale_(?:tkn|pw|oauth)_[\w.-]{32,}|pnu_[a-zA-Z0-9]{36}",
    r"fo1_[\w-]{43}|fm[12][ar]?_[A-Za-z0-9+/=]{60,}|xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}|sl\.[A-Za-z0-9_=-]{100,}|FLW(?:PUBK|SECK)_TEST-[a-h0-9]{12,}",
    r"sbp_[a-f0-9]{40}|vc[pkia]?_[A-Za-z0-9]{24,}|vercel_[A-Za-z0-9]{20,}|nf[pcu]_[A-Za-z0-9]{36,}|dckr_(?:pat|oat)_[\w-]{27,}|ph[cx]_[A-Za-z0-9]{40,}|re_[A-Za-z0-9]{8}_[A-Za-z0-9]{20,}",
    r"nvapi-[\w-]{60,}|AQ\.Ab[\w-]{30,}|cf(?:ut|k|at)_[A-Za-z0-9]{40,}|sk-svcacct-[\w-]{20,}|ntn_[A-Za-z0-9]{30,}",
    r"gsk_[A-Za-z0-9]{40,}|r8_[A-Za-z0-9]{37}|pplx-[A-Za-z0-9]{40,}|xai-[A-Za-z0-9]{60,}|tvly-[A-Za-z0-9-]{20,}|lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}",
    r"\d{8,10}:A[A-Za-z0-9_-]{20,40}|[MNO][A-Za-z\d]{23,25}\.[\w-]{6}\.[\w-]{27,38}|https://[a-f0-9]{32}(?::[a-f0-9]{32})?@[\w.-]+/\d+",
    r"(?:AQVN|t1\.|y[0-3]_)[A-Za-z0-9_-]{35,}|LTAI[A-Za-z0-9]{16,24}|AKID[A-Za-z0-9]{30,34}|KakaoAK [a-f0-9]{32}|ncp_iam_[A-Za-z0-9]{20,}|ops_eyJ[A-Za-z0-9+/]{200,}",
    r"[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34}|ABSK[A-Za-z0-9+/]{100,}={0,2}|sgp_(?:[a-zA-Z0-9]+_)?[a-fA-F0-9]{40}|s-s4t2(?:af|ud)-[a-f0-9]{64}|\d{15,16}\|[\w-]{27}",
    r"[A-Z0-9]{20}/[A-Za-z0-9+/]{39}|p8e-[a-z0-9]{32}|test_[gs]k_[A-Za-z0-9]{20,}|live_[gs]k_[A-Za-z0-9]{20,}|ATATT3[A-Za-z0-9_=-]{60,}|ATCTT3[A-Za-z0-9_=-]{60,}|CFPAT-[\w-]{43}",
)  # fmt: skip

RECOGNIZERS: Final = tuple(Recognizer("API_KEY", pattern, 0.95, _key) for pattern in _PREFIXED)
