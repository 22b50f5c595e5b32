"""A publication made up for the tests of renderings: one text in each language, with every part a text can have."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from tirek.reports.publication import FrozenFigure, Language, Publication, SplitCell

LETTERS = "ә ғ қ ң ө ұ ү һ і Ә Ғ Қ Ң Ө Ұ Ү Һ І"

NARRATIVES: dict[Language, str] = {
    "en": """## Training

In two years [[police-trained]] police officers were trained, **of whom [[police-trained:sex=female]] were women**;
the decree came into force on [[decree-signed]]. More stands in [the register](https://example.org/register?a=1&b=2)
and [below](#what-was-learned).

[[chart: police-trained by sex]]

[[chart: police-trained by region]]

### What was learned

> Officers asked for *more practice* on the ground.

1. Plan the venues early.
2. Keep the lists together:
   - sign them the same day;
   - count each person once.

| Course | People |
|--------|-------:|
| Basic  | [[police-trained]] |
| GBV    | [[inspectors-trained]] |
""",
    "ru": """## Обучение

За два года обучено [[police-trained]] сотрудников полиции, **из них [[police-trained:sex=female]] женщин**;
указ вступил в силу [[decree-signed]]. Подробнее — [в реестре](https://example.org/register?a=1&b=2) и
[ниже](#выводы).

[[chart: police-trained by sex]]

[[chart: police-trained by region]]

### Выводы

> Сотрудники просили *больше практики* на местах.

1. Заранее выбирать место занятий.
2. Хранить списки вместе:
   - подписывать в тот же день;
   - считать каждого один раз.

| Курс | Человек |
|------|--------:|
| Базовый | [[police-trained]] |
| Гендерное насилие | [[inspectors-trained]] |
""",
    "kk": f"""## Оқыту

Екі жылда [[police-trained]] полиция қызметкері оқытылды, **оның [[police-trained:sex=female]] әйел**;
жарлық [[decree-signed]] күшіне енді. Толығырақ [тізілімде](https://example.org/register?a=1&b=2) және
[төменде](#қорытынды). Әріптер: {LETTERS}.

[[chart: police-trained by sex]]

[[chart: police-trained by region]]

### Қорытынды

> Қызметкерлер жергілікті жерде *көбірек тәжірибе* сұрады.

1. Сабақ өтетін орынды ерте таңдау.
2. Тізімдерді бірге сақтау:
   - сол күні қол қою;
   - әр адамды бір рет санау.

| Курс | Адам |
|------|-----:|
| Негізгі | [[police-trained]] |
| Гендерлік зорлық-зомбылық | [[inspectors-trained]] |
""",
}

TITLES: dict[Language, str] = {
    "en": "Results of the programme, 2022–2023",
    "ru": "Итоги программы, 2022–2023 годы",
    "kk": "Бағдарлама нәтижелері, 2022–2023 жылдар",
}

REGIONS = (
    (("Abai", "Абайская область", "Абай облысы"), 5, 2, 12),
    (("Akmola", "Акмолинская область", "Ақмола облысы"), 3, 1, None),
    (("Aktobe", "Актюбинская область", "Ақтөбе облысы"), 1, 2, 8),
    (("Almaty region", "Алматинская область", "Алматы облысы"), 5, 3, 7),
    (("Atyrau", "Атырауская область", "Атырау облысы"), 0, 2, 6),
    (("West Kazakhstan", "Западно-Казахстанская область", "Батыс Қазақстан облысы"), 0, 1, 0),
    (("Zhambyl", "Жамбылская область", "Жамбыл облысы"), 3, 4, 9),
    (("Zhetisu", "область Жетысу", "Жетісу облысы"), 6, 3, None),
    (("Karaganda", "Карагандинская область", "Қарағанды облысы"), 4, 2, 11),
    (("Kostanay", "Костанайская область", "Қостанай облысы"), 2, 1, 15),
    (("Kyzylorda", "Кызылординская область", "Қызылорда облысы"), 2, 3, 5),
    (("North Kazakhstan", "Северо-Казахстанская область", "Солтүстік Қазақстан облысы"), 3, 0, 5),
    (("Turkistan", "Туркестанская область", "Түркістан облысы"), 2, 4, 21),
    (("Astana", "город Астана", "Астана қаласы"), 4, 1, 33),
)


def label(names: tuple[str, str, str], language: Language) -> str:
    return names[("en", "ru", "kk").index(language)]


def a_figure(language: Language = "en", **changes: object) -> FrozenFigure:
    by_sex, by_region, women, men, title = {
        "en": ("by sex", "by region", "women", "men", "Police officers trained"),
        "ru": ("по полу", "по регионам", "женщины", "мужчины", "Обученные сотрудники полиции"),
        "kk": ("жынысы бойынша", "өңірлер бойынша", "әйелдер", "ерлер", "Оқытылған полиция қызметкерлері"),
    }[language]
    regions = tuple(
        SplitCell(label(names, language), None if value is None else Decimal(value)) for names, _, _, value in REGIONS
    )
    figure = FrozenFigure(
        key="police-trained",
        title=title,
        value=Decimal("1125.0000"),
        unit={"en": "people", "ru": "чел.", "kk": "адам"}[language],
        period="2022–2023",
        scope={"en": "Kazakhstan", "ru": "Казахстан", "kk": "Қазақстан"}[language],
        definition="police-trained@3",
        record_count=1125,
        splits=(
            ("sex", by_sex, (SplitCell(women, Decimal(44)), SplitCell(men, Decimal(1081)))),
            ("region", by_region, regions),
        ),
    )
    return replace(figure, **changes)  # type: ignore[arg-type]


def a_publication(language: Language = "en", **changes: object) -> Publication:
    trained = a_figure(language)
    women = {"en": "of whom women", "ru": "из них женщин", "kk": "оның ішінде әйелдер"}[language]
    inspectors = {
        "en": "Inspectors trained on gender-based violence",
        "ru": "Инспекторы, обученные по вопросам гендерного насилия",
        "kk": "Гендерлік зорлық-зомбылық бойынша оқытылған инспекторлар",
    }[language]
    decree = {"en": "Decree in force", "ru": "Вступление указа в силу", "kk": "Жарлықтың күшіне енуі"}[language]
    publication = Publication(
        id="7",
        title=TITLES[language],
        programme={
            "en": "Human rights mechanisms",
            "ru": "Правозащитные механизмы",
            "kk": "Адам құқықтары тетіктері",
        }[language],
        office={"en": "Country office", "ru": "Страновой офис", "kk": "Елдегі кеңсе"}[language],
        language=language,
        narrative=NARRATIVES[language],
        figures=(
            trained,
            replace(trained, key="police-trained:sex=female", title=women, value=Decimal(44), splits=()),
            replace(
                trained,
                key="inspectors-trained",
                title=inspectors,
                value=Decimal("50.5"),
                definition="inspectors-trained@1",
                record_count=50,
                splits=(),
            ),
            replace(
                trained,
                key="decree-signed",
                title=decree,
                value=date(2023, 12, 8),
                unit="",
                definition="decree-signed@1",
                record_count=1,
                splits=(),
            ),
        ),
        published_at=datetime(2024, 5, 14, 9, 30, tzinfo=UTC),
        published_by_role="coordinator",
        ledger_position="office-1/812",
        ledger_root="9f2c5d3a" * 8,
        url="https://tirek.example.org/published/7/",
        synthetic=True,
        tiles=tuple((label(names, language), column, row) for names, column, row, _ in REGIONS),
    )
    return replace(publication, **changes)  # type: ignore[arg-type]
