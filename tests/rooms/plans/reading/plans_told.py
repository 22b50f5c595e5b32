"""Plans in other shapes than the seed's, as other offices draw them up."""

# ruff: noqa: E501 (tables are as wide as they are)

# The annual work plan of 2008: one year, one amount, the year only in the title.
ANNUAL = """# Annual Work Plan 2019

**Project Title:** Clean water for hill villages

**Start Date:** 1 January 2019

**End Date:** 31 December 2019

**Implementing Partner:** Ministry of Water

## Work plan

Year: 2019

| Expected Outputs | Planned Activities | Timeframe |    |    |    | Responsible Party/Partner | Planned Budget |                    |              |
|------------------|--------------------|----|----|----|----|---------------------------|----------------|--------------------|--------------|
|                  |                    | Q1 | Q2 | Q3 | Q4 |                           | Funding Source | Budget Description | Amount (USD) |
| Output 1: Wells are dug | 1.1 Survey of springs | x | x |   |   | MoW | TRAC | 71300 Local consultants | 12,000.50 |
|                  |                    |   |    |    |    | MoW | TRAC | 71600 Travel | 3,000 |
|                  | 1.2 Digging        |   | x | x | x | NGO "Spring" | GEF | 72100 Contractual services | 40,000 |
| Output 2: Users keep the wells | 2.1 Training of committees |   |   |   | x | MoW | TRAC | 75700 Training | - |
| Total            |                    |    |    |    |    |     |      |                        | 55,000.50 |
"""

# The multi-year work plan of the project document: years by number, a group of headings over them.
BY_YEAR = """## Project Document

Project title: Courts that listen
Project number: 00098765
Start date: July 2021  End date: June 2024

## VII. MULTI-YEAR WORK PLAN

EXPECTED OUTPUTS\tPLANNED ACTIVITIES\tPlanned Budget by Year\t\t\tRESPONSIBLE PARTY\tPLANNED BUDGET\t\t
\t\tY1\tY2\tY3\t\tFunding Source\tBudget Description\tAmount
Output 1: Judges hear children\t1.1 Rules for hearings\t10.000\t5.000\t-\tSupreme Court\tSweden\t71200\t15.000
\t1.2 Rooms for hearings\t\t20.000\t30.000\tUNDP\tSweden\t72200\t50.000
Sub-Total for Output 1\t\t10.000\t25.000\t30.000\t\t\t\t65.000
Output 2: People know their rights\t2.1 Radio series\t(500)\t1.500\t1.000\tUNDP\tTRAC\t74200\t2.000
Sub-Total for Output 2\t\t(500)\t1.500\t1.000\t\t\t\t2.000
General Management Support\t\t\t\t\t\t\t75100\t5.360
TOTAL\t\t9.500\t26.500\t31.000\t\t\t\t72.360
"""

# Two whole years of quarters, the columns in another order, three outputs and no totals.
TWO_YEARS = """Project Title:\tPeace in the valleys
Total resources required:\tUSD 90,000

ACTIVITY\tOUTPUT\tDONOR\tRESPONSIBLE\tACCOUNT\t2024 Q1\t2024 Q2\t2024 Q3\t2024 Q4\tQ1/2025\tQ2/2025\tQ3/2025\tQ4/2025\t2024 (USD)\t2025 (USD)
1.1 Talks\tOutput 1. Elders meet\tJapan\tUNDP\t71400\tX\tX\t\t\t\t\t\t\t5 000\t
1.2 More talks\t\tJapan\tUNDP\t71400\t\t\tX\tX\t\t\t\t\t5\u00a0000\t5\u202f000
2.1 Radio\tOutput 2. Youth speaks\tJapan\tUNV\t72400\t\t\t\t\tX\tX\tX\tX\t\t25 000
3.1 Border fair\tOutput 3. Markets open\tEU\tUNDP\t75700\t✓\t\t✓\t\t✓\t\t✓\t\t20 000\t30 000
"""

# Pasted from a word processor: the headings that spanned columns take one cell each.
COLLAPSED = """Project Title: Honest police
Award ID: 00011111

Expected outputs\tPlanned activities\tTimeframe\tResponsible party\tPlanned Budget
\t\tQ1\tQ2\tQ3\tQ4\t\tFunding source\tBudget description\tAmount
Output 1: Police answer\t1.1 Hotline\tX\t\t\tX\tMIA\tUSA\t72400 Communications\t7 000
Total\t\t\t\t\t\t\t\t\t7 000
"""

RUSSIAN = """Название проекта: Доступ к правосудию
Страна: Казахстан
Дата начала: 1 марта 2023
Дата окончания: 28 февраля 2024
Общий бюджет: 25 000 долл. США

Ожидаемые результаты\tПланируемые мероприятия\t1 кв.\t2 кв.\t3 кв.\t4 кв.\tОтветственный исполнитель\tИсточник финансирования\tСумма (USD)
Результат 1. Юристы обучены\t1.1 Курсы для адвокатов\tХ\tх\t\t\tПРООН\tТРАК\t15 000
\t1.2 Справочник\t\t\tХ\tХ\tПРООН\tТРАК\t10 000
Итого\t\t\t\t\t\t\t\t25 000
"""
