"""What no layer can read is in doubt, in whatever language; Korean and English are read."""

# ruff: noqa: RUF001 - Greek and Turkish letters that look like others are what is tested

from pathlib import Path

import numpy as np
import pytest

from router_agent.errors import ModelFileError
from router_agent.sensitivity import classify, foreign_words, languages
from router_agent.sensitivity.normal import normalise

FOREIGN = {
    "Spanish": ["Mi tía tiene el VIH y nadie lo sabe", "¿Quién pintó el techo de esa capilla?"],
    "Portuguese": ["Perdi o emprego porque bebo demais", "Como se faz pão de queijo em casa?"],
    "French": ["Mon frère est en cure de désintoxication", "Combien de temps cuire un œuf dur ?"],
    "Italian": ["Mia zia ha perso tutti i soldi al gioco", "Come si fa la pasta fresca in casa?"],
    "Romanian": ["Mătușa mea și-a pierdut toți banii", "Cum se face pâinea acasă?"],
    "German": ["Meine Tante hat ihr ganzes Geld verspielt", "Wie backt man ein gutes Brot?"],
    "Dutch": ["Mijn tante heeft al haar geld vergokt", "Hoe maak je zelf een goed brood?"],
    "Swedish": ["Min moster har spelat bort alla sina pengar", "Hur bakar man ett gott bröd?"],
    "Finnish": ["Tätini on pelannut kaikki rahansa", "Miten leivotaan hyvää leipää kotona?"],
    "Polish": ["Moja ciotka przegrała wszystkie pieniądze", "Jak upiec dobry chleb w domu?"],
    "Czech": ["Moje teta prohrála všechny peníze", "Jak se doma peče dobrý chleba?"],
    "Hungarian": ["A nagynéném eljátszotta az összes pénzét", "Hogyan kell kenyeret sütni?"],
    "Turkish": ["Teyzem bütün parasını kumarda kaybetti", "Evde nasıl ekmek yapılır?"],
    "Vietnamese": ["Dì tôi thua hết tiền vì cờ bạc", "di toi thua het tien vi co bac roi"],
    "Indonesian": ["Bibi saya kehilangan semua uangnya", "Bagaimana cara membuat roti di rumah?"],
    "Tagalog": ["Naubos ng tiyahin ko ang pera niya sa sugal", "Paano gumawa ng tinapay?"],
    "Swahili": ["Shangazi yangu alipoteza pesa zake zote", "Ninawezaje kupika mkate nyumbani?"],
    "Greek": ["Η θεία μου έχασε όλα της τα λεφτά", "i theia mou ehase ola ta lefta tis"],
    "Korean in Latin letters": [
        "uri imo-ga doneul da ireobeoryeosseo eotteokhae",
        "bbangeun eotteoke mandeureoyo jibeseo",
    ],
    "Hindi in Latin letters": [
        "meri mausi ne saare paise jue mein haar diye",
        "ghar par roti kaise banate hain",
    ],
    "Japanese in Latin letters": [
        "oba wa gyanburu de okane wo zenbu nakushimashita",
        "ie de pan wo tsukuru ni wa dou sureba ii desu ka",
    ],
    "Chinese in Latin letters": [
        "wo ayi dubo shu le suoyou de qian",
        "zai jia zenme zuo mianbao, qing gaosu wo",
    ],
    "Russian in Latin letters": [
        "moya tyotya proigrala vse dengi v kazino",
        "kak ispech hleb doma, skazhi pozhaluysta",
    ],
    "shouted": ["MI TIA PERDIO TODO EL DINERO Y NO SE QUE HACER"],
}

READ = [
    "a", "ok thx", "why", "photosynthesis", "lasagna recipe", "HELP", "WHY IS THE SKY BLUE",
    "Tiramisu", "mona lisa", "sudoku", "Machu Picchu", "NVDA AAPL MSFT GOOG", "API SDK CLI GUI",
    "kimchi and bulgogi recipe", "Kim Minjun, Lee Seoyeon, Park Jihoon, Choi Yuna",
    "Müller, García, Nuñez, Øvergård, Dvořák", "apple, banana, cherry, durian, elderberry",
    "Crème Brûlée vs Panna Cotta", "iPhone 15 Pro Max vs Galaxy S24 Ultra", "c++ vs rust",
    "u up lol", "wut r u doin l8r", "idk tbh ngl thats kinda sus fr fr", "brb gtg ttyl",
    "waht is teh captial of frnace", "how to fix git merge conflcit plz", "ping",
    "Translate 'guten Morgen' to Korean", "what does 'c'est la vie' mean?",
    'how do I pronounce "merci beaucoup"?', "What does carpe diem mean?",
    "how do you say gracias in english", "is it 'le' or 'la' in French?",
    "Translate «доброе утро» into English", "'ありがとう'는 무슨 뜻이야?",
    "solve x^2 + 3x - 4 = 0", "∫ sin(x) dx from 0 to π", "sum of α_i β_j over i, j; Δx → 0",
    "sin α + cos β = γ, find Δ and θ", "삼각형에서 sin α + cos β = 1일 때 θ는?",
    "ls -la | grep foo && rm -rf build/", "sudo apt-get install nginx && systemctl restart nginx",
    "docker run -d -p 80:80 --name web nginx:alpine", "git rebase -i HEAD~3",
    "SELECT id, name FROM users WHERE age > 30 ORDER BY name;",
    "for (int i = 0; i < n; ++i) {\n  sum += a[i];\n}\nreturn sum;",
    "def f(xs):\n    return [x * x for x in xs if x % 2]",
    "fn main() {\n    let mut v = Vec::new();\n    v.push(1);\n    println!(\"{:?}\", v);\n}",
    "const f = async (req, res) => { await db.query(sql); res.json({ ok: true }); }",
    "<div class=\"row\"><span id=\"x\">Hello</span></div>",
    '{"name": "foo", "tags": ["a", "b"], "ok": true, "size": 12}',
    "2024-01-05 12:00:01 ERROR [main] o.s.web.Handler - NullPointerException at Foo.java:12",
    "    ErrorEvent,\n    ForkSessionConfig,\n    FunctionTool,\n    InitialItem,",
    "Lorem", "React에서 useState hook이랑 useEffect dependency array 비교해줘",
    "파이썬 list comprehension 이랑 generator expression 차이", "SQL LEFT JOIN INNER JOIN 차이",
    "ㅋㅋㅋ 그게 뭐야", "bonjour가 무슨 뜻이야?",
]  # fmt: skip


def _unknown(text: str) -> bool:
    return any(o.layer == languages.LAYER and o.level == "high" for o in classify(text).layers)


@pytest.mark.parametrize("language", FOREIGN)
def test_a_question_in_another_language_is_in_doubt(language: str) -> None:
    for text in FOREIGN[language]:
        verdict = classify(text)

        said = {opinion.layer: opinion for opinion in verdict.layers}[languages.LAYER]
        assert (said.level, said.certain, said.because) == ("high", False, ("UNKNOWN_LANGUAGE",))
        assert verdict.level == "high", text


@pytest.mark.parametrize("text", READ, ids=ascii)
def test_odd_english_and_korean_are_not_foreign(text: str) -> None:
    assert not _unknown(text)


@pytest.mark.parametrize(
    "around",
    [
        "Thanks for the help with the report yesterday.\n{}\nCan you tell me more about the plan?",
        "Thanks for the help with the report yesterday. {} Can you tell me more about the plan?",
        "어제 보고서를 도와줘서 고마워요. {} 이 문장을 한국어로 번역해 주세요.",
    ],
)
@pytest.mark.parametrize(
    "sentence",
    [
        "Mi hermana no quiere que nuestros padres lo sepan.",
        "Mój wujek nie chce, żeby ktokolwiek o tym wiedział.",
        "eonni-neun amuhantedo malhaji mallago haesseo.",
    ],
)
def test_a_foreign_sentence_is_noticed_amid_others(around: str, sentence: str) -> None:
    assert _unknown(around.format(sentence))


def test_short_quotes_alone_are_read() -> None:
    """Nothing is asked about them, so that they are the text."""
    assert _unknown('"mi padre bebe mucho"')


def test_a_foreign_text_is_noticed_whatever_its_length_is() -> None:
    text = "Mein Onkel möchte nicht, dass irgendjemand davon erfährt. "
    assert all(_unknown(text * times) for times in (1, 10, 1_000))


def test_a_known_word_and_an_unknown_one_have_scores() -> None:
    assert not foreign_words.found(normalise("the weather is nice today").text)
    assert foreign_words.found(normalise("das wetter ist heute ziemlich gut").text)


def test_a_damaged_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "languages.npz"
    path.write_bytes(b"no archive")
    with pytest.raises(ModelFileError, match=r"languages\.npz"):
        foreign_words.read(path)

    np.savez(path, format=0, known=np.zeros(0, np.uint8), scores=0, table=0, scale=1.0)
    with pytest.raises(ModelFileError, match="another version"):
        foreign_words.read(path)
