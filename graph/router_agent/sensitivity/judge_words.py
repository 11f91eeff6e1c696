"""Words with which a text talks to its judge, or of judging, rather than of its own matter.

A table of stems: Latin ones as they stand in a text whose letters are small and bare of accents.
It is wide on purpose: a text that is kept from the judge stays here, one that talks it into
`low` does not.
"""

from typing import Final

# At the beginning of a word. Whole words end in $.
_LATIN: Final = (
    # Who judges, and what.
    "judg$ judge judging verdict label classif categor$ category categori rating$ rate$ rated$ "
    "ranking level score$ scoring sensitiv insensitiv nonsensitiv evaluat evaluation assess "
    # The levels that a text gains by.
    "low$ lower$ lowest$ medium$ mid$ harmless benign innocuous "
    # Orders, and what they are given to.
    "ignor disregard overrid overrule bypass instruct prompt rule$ rules$ guideline directive "
    "command jailbreak pretend roleplay role$ roles$ system$ assistant$ chatbot developer$ "
    "simulat ai$ llm gpt admin$ administrator unrestricted "
    # What an answer is made of.
    "json schema output$ outputs$ respond$ response$ token$ tokens$ format$ formatted$ "
    # The same in other European languages, in Indonesian and Vietnamese.
    "clasific classer classez klassif etichett etiquet nivel niveau livello ebene "
    "stufe bajo$ baja$ baixo$ baixa$ bas$ basse$ basso$ bassa$ niedrig laag$ rendah$ thap$ dusuk$ "
    "nisk istruz instrucc instruc anweisung regla$ reglas$ regra$ regras$ regle$ regola regel "
    "negeer vergiss olvid oubli esquec dimentic abaikan bo$ zignoruj pomin antwort respond "
    "repon rispond repond sensib empfindlich peringkat kategor urteil jug$ juge$ juez$ juiz$"
)
# Anywhere: these write without spaces, or with endings and particles.
_ANYWHERE: Final = (
    "판정 판단 판별 심판 심사 채점 평가 분류 등급 레벨 라벨 레이블 점수 민감 낮음 낮은 "
    "낮게 낮다고 낮춰 로우 미디엄 중간 보통으로 무해 무시 지시 명령 규칙 지침 프롬프트 "
    "역할 시스템 어시스턴트 인공지능 챗봇 관리자 개발자모드 탈옥 가정하 가정해 척하 척해 "
    "출력 제이슨 형식 답만 라고답 라고만 라고대답 으로답 로대답 判定 判断 判斷 審査 审查 "
    "評価 评价 評估 评估 分類 分类 等級 等级 級別 级别 ランク ラベル 标签 標籤 レベル "
    "スコア 低い 低く 低レ 低と 低で 低級 低级 低度 最低 「低 “低 为低 是低 為低 中程度 "
    "無害 无害 無視 忽略 忽视 无视 指示 指令 命令 規則 规则 ルール プロンプト 提示词 "
    "提示詞 システム 系统 系統 役割 角色 アシスタント 助手 出力 输出 輸出 敏感 機微 низк "
    "средн уров классиф категор оцен игнор инструк правил указан метк ответ систем команд "
    "чувствит роль вердикт"
)

LATIN: Final = tuple(_LATIN.split())
ANYWHERE: Final = tuple(_ANYWHERE.split())
