## Commands

bot-description = Вопросы с собеседований программистов, пока ответы не запомнятся. Карточка, минута подумать, ответ и честная оценка: забытое вернётся скоро, выученное — нескоро.
bot-short-description = Вопросы с собеседований на карточках, которые возвращаются, когда начинаешь забывать.
command-quiz = Следующий вопрос
command-daily = Ежедневное напоминание в удобное время
command-date = Дата собеседования
command-stats = Что выучено и что пора повторить
command-topics = Темы и учебные планы
command-search = Поиск по вопросам
command-clinic = Карточки, которые никак не запоминаются
command-undo = Отменить последнее действие
command-settings = Язык, кнопки, новые карточки
command-help = Что умеет этот бот
command-privacy = Какие данные о вас хранятся
command-export = Ваши данные одним файлом
command-forget = Удалить все данные о вас
command-cancel = Прервать начатый ввод
command-add = Добавить вопрос
command-admins = Редакторы и журнал
command-broadcast = Написать всем
command-edit = Изменить вопрос
command-review = Проверить черновики
command-import = Загрузить файл с вопросами
command-report = Посты, голоса, жалобы
command-schedule = Каналы и группы: что и когда публиковать
command-decks = Колоды карточек со ссылкой

## Languages, levels

language-name = Русский
language-en = Английский
language-ru = Русский
language-zh = Китайский
level-junior = junior
level-middle = middle
level-senior = senior

## Starting

start-welcome = <b>Sobes задаёт вопросы с собеседований, пока ответы не останутся в памяти.</b>
    Прочитайте вопрос, ответьте про себя, потом откройте ответ. Честно отметьте, как получилось: забытое вернётся через десять минут, знакомое — через несколько дней.
start-owner = Теперь вы владелец этого бота. Добавить вопрос: /add
start-editor = Теперь вы редактор этого бота. Добавить вопрос: /add
start-invitation-invalid = Это приглашение уже использовано или устарело.
start-invitation-kept = Вы и так можете менять вопросы. Приглашение остаётся в силе для кого-то другого.

## A card

card-new = новая
card-unverified = не проверена
card-likes = { $count ->
    [one] { $count } лайк
    [few] { $count } лайка
    [many] { $count } лайков
   *[other] { $count } лайка
}
card-heat = просмотров: { $count }
card-source = Источник: { $source }
card-left = Осталось на сегодня: { $count }
card-left-in-set = Осталось карточек в наборе на сегодня: { $count }
card-no-topic = Другое
card-answer-changed = <b>С вашего последнего ответа правильный ответ этой карточки изменился.</b>
card-short = Коротко:

drill-show-answer = Показать ответ
drill-hint = Подсказка
drill-hint-text = <b>Подсказка:</b> { $hint }
drill-hint-second = <b>Вторая подсказка:</b> { $hint }
drill-hinted = С подсказкой засчитывается не выше, чем «Трудно».
drill-hinted-again = Подсказки выдали ответ: на этот раз считается, что вы его не вспомнили.
drill-skip = Пропустить
drill-more = ⋯ Ещё
drill-key-points = Главное
drill-answer = Ответ
drill-points-good = Что есть в хорошем ответе
drill-points-weak = Что говорят в слабом ответе
drill-points-next = Что могут спросить дальше
drill-points-read = Что почитать
drill-point = • { $text }
drill-weak = • «{ $text }»
    — { $why }
drill-rating-1 = Снова
drill-rating-2 = Трудно
drill-rating-3 = Хорошо
drill-rating-4 = Легко
drill-rate = { $rating } · { $interval }
drill-known = Уже знаю
drill-undo = Отменить оценку
drill-bury = Отложить до завтра
drill-suspend = Исключить
drill-start-over = Начать заново
drill-started-over = Прогресс сброшен: эта карточка снова новая. Вернуть прогресс: /undo
drill-return = Спрашивать снова
drill-report = Сообщить об ошибке
drill-source = Источник
drill-back = Назад
drill-continue = Продолжить
drill-all-topics = Все темы
drill-more-new = { $count ->
    [one] Ещё { $count } новая карточка
    [few] Ещё { $count } новые карточки
    [many] Ещё { $count } новых карточек
   *[other] Ещё { $count } новой карточки
}
drill-more-cards = { $count ->
    [one] Ещё { $count } карточка
    [few] Ещё { $count } карточки
    [many] Ещё { $count } карточек
   *[other] Ещё { $count } карточки
}
drill-left-out = { $count ->
    [one] Пора повторить ещё { $count } карточку, но в план на сегодня она не поместилась: придёт в ближайшие дни.
    [few] Пора повторить ещё { $count } карточки, но в план на сегодня они не поместились: придут в ближайшие дни.
    [many] Пора повторить ещё { $count } карточек, но в план на сегодня они не поместились: придут в ближайшие дни.
   *[other] Пора повторить ещё { $count } карточки, но в план на сегодня они не поместились: придут в ближайшие дни.
}
drill-catch-up = <b>С возвращением. Пора повторить { $due ->
    [one] { $due } карточку
    [few] { $due } карточки
    [many] { $due } карточек
   *[other] { $due } карточки
    }.</b> Ничего не пропало, и успевать всё сегодня не нужно. Сколько вопросов в день?
drill-catch-up-choice = По { $questions } в день — за { $days ->
    [one] { $days } день
    [few] { $days } дня
    [many] { $days } дней
   *[other] { $days } дня
    }
drill-catch-up-usual = Как обычно, по { $questions } в день
drill-card-gone = Этой карточки больше нет. Следующий вопрос: /quiz
drill-returned = Карточка снова в вашем плане.
drill-too-late = Ответ на эту карточку уже засчитан. Ничего не изменилось.
drill-counted-as = С тех пор как ответ был показан, изменились ваши настройки или дата. Засчитано: { $rating } · { $interval }.
drill-recomputed = С тех пор как ответ был показан, начался новый день. Засчитано: { $rating } · { $interval }.
drill-done = <b>Пока всё.</b> { $answered ->
    [0] Повторять сейчас нечего.
    [one] Сегодня вы дали { $answered } ответ.
    [few] Сегодня вы дали { $answered } ответа.
    [many] Сегодня вы дали { $answered } ответов.
   *[other] Сегодня вы дали { $answered } ответа.
}
drill-next-due = Следующее повторение — { $when }.
drill-new-tomorrow = Новые карточки появятся завтра.
drill-nothing-planned = Пока ничего не запланировано.
drill-no-cards = На выбранных языках карточек пока нет. Добавить другой язык карточек: /settings
drill-daily-done = <b>Карточки на сегодня пройдены.</b> { $answered ->
    [one] Сегодня вы дали { $answered } ответ.
    [few] Сегодня вы дали { $answered } ответа.
    [many] Сегодня вы дали { $answered } ответов.
   *[other] Сегодня вы дали { $answered } ответа.
} { $left ->
    [one] Можно пройти ещё { $left } карточку.
    [few] Можно пройти ещё { $left } карточки.
    [many] Можно пройти ещё { $left } карточек.
   *[other] Можно пройти ещё { $left } карточки.
}
drill-topic-unknown = Темы «{ $topic }» нет. Список тем: /topics
drill-report-why = Что не так с этой карточкой?
drill-report-answer = Ответ неверный
drill-report-unclear = Непонятно написано
drill-report-spam = Это не вопрос
drill-report-thanks = Спасибо! Редактор посмотрит эту карточку.
drill-source-text = <b>Откуда эта карточка</b>
    { $source }
drill-source-editor = Её написали специально для этого бота.
drill-source-post = <b>Пост:</b>
    { $post }
drill-set-known = Отмечено как известное: больше не спрошу. Вернуть сейчас: /undo, позже карточку найдёт /search.
drill-set-suspended = Карточка исключена: больше не спрошу. Вернуть сейчас: /undo, позже карточку найдёт /search.
drill-set-buried = Карточка отложена: она вернётся завтра.

undo-nothing = Сегодня отменять нечего.
undo-too-late = Это уже отменено, или после этого было что-то ещё. Последнее действие отменит /undo.
undo-rating = Оценка отменена: { $rating }.
undo-too-many = Отменить можно только последние действия дня, не больше { $count }.
undo-aside = Карточка снова в вашем плане.
undo-returned = Карточка снова убрана из плана.
undo-reset = Прогресс по этой карточке восстановлен.
undo-words = Ваши слова к этой карточке снова такие, как были.
undo-split = Двух новых карточек больше нет, эта снова в вашем плане.

## The clinic

clinic-none = Карточек, которые никак не запоминаются, у вас нет. Сюда попадают те, что забывались в восемь разных дней.
clinic-list = <b>Никак не запоминаются: { $count }</b>
    Число показывает, в скольких днях карточка забывалась. Одно повторение тут помогает редко.
clinic-event = <b>Эта карточка никак не запоминается. Дней, когда она забывалась: { $count }.</b>
    { $question }

    Возможно, поможет не ещё одно повторение, а что-то другое:
clinic-card = { $question }

    Дней, когда карточка забывалась: { $count }.
clinic-own-wording = <b>Вашими словами:</b> { $text }
clinic-own-hint = <b>Ваша подсказка:</b> { $text }
clinic-wording = Сказать короче
clinic-hint = Своя подсказка
clinic-split = Разделить на две
clinic-pause = Пауза на две недели
clinic-report = Плохая карточка
clinic-unsay = Убрать мои слова
clinic-leave = Оставить как есть
clinic-ask = Спросить сейчас
clinic-back = Все такие карточки
clinic-left = Остаётся как есть. Список таких карточек: /clinic
clinic-paused = Карточка отдыхает { $count ->
    [one] { $count } день
    [few] { $count } дня
    [many] { $count } дней
   *[other] { $count } дня
}. Вернуть: /undo
clinic-ask-wording = Пришлите вопрос своими словами, короче. Увидите его только вы. Отменить: /cancel
clinic-ask-hint = Пришлите подсказку, которая наведёт вас на ответ. Увидите её только вы. Отменить: /cancel
clinic-ask-split = Две маленькие карточки легче одной большой. Пришлите первую: в первой строке вопрос, ниже ответ. Увидите её только вы. Отменить: /cancel
clinic-split-second = Теперь вторую: в первой строке вопрос, ниже ответ.
clinic-split-form = Пришлите вопрос в первой строке, а ответ под ней.
clinic-split-done = Дальше — ваши две карточки. Прежняя больше не появится: { $question }
    Отменить: /undo
clinic-kept = Сохранено.
clinic-empty = Пришлите это текстом.
clinic-too-long = Слишком длинно. Предел в символах: { $limit }.
clinic-not-needed = Эта карточка не из тех, что никак не запоминаются.

## Intervals

interval-minutes = { $count } мин
interval-days = { $count } д
interval-months = { $count } мес
interval-years = { $count } г
when-minutes = через { $count ->
    [one] { $count } минуту
    [few] { $count } минуты
    [many] { $count } минут
   *[other] { $count } минуты
}
when-tomorrow = завтра
when-days = через { $count ->
    [one] { $count } день
    [few] { $count } дня
    [many] { $count } дней
   *[other] { $count } дня
}

## The daily reminder

daily-offer = Присылать вам несколько карточек каждый день? Всего три нажатия: когда, ваше местное время, ваш город.
daily-offer-yes = Да, напоминать
daily-offer-later = Не сейчас
daily-offer-closed = Хорошо. Включить напоминание можно в любой момент: /daily
daily-when = Во сколько присылать карточки?
daily-other-time = Другое
daily-type-time = Пришлите время в часах и минутах, например 7:45.
daily-time-unknown = Не удалось распознать время. Пришлите часы и минуты, например 7:45.
daily-clock = Который у вас сейчас час?
daily-city = В каком городе то же время, что у вас?
daily-other-city = Другой город
daily-type-city = Пришлите название крупного города поблизости или часовой пояс, например Europe/Moscow.
daily-zone-unknown = Такой город не нашёлся. Пришлите город покрупнее поблизости или часовой пояс, например Europe/Moscow.
daily-none = Ежедневного напоминания пока нет. Включить его: /daily
daily-set = <b>Ежедневное напоминание</b>
    Время: { $time }, { $city }
    Дни: { $days }
    Карточек: { $size }
    Вечернее напоминание: { $late }
    { $state }
daily-next = Следующее: { $when }
daily-paused = Приостановлено
daily-change-time = Время
daily-change-zone = Часовой пояс
daily-change-days = Дни
daily-change-size = Число карточек
daily-pause = Сделать паузу
daily-resume = Возобновить
daily-change-late = Вечернее напоминание
daily-pause-how-long = На сколько? Всё это время напоминаний не будет, дни не считаются пропущенными, а серия подождёт. Закончить паузу можно в любой момент.
daily-pause-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
    [many] { $count } дней
   *[other] { $count } дня
    }
daily-pause-off = Только выключить напоминания
daily-pause-end = Закончить паузу
daily-pause-too-long = Пауза длится от 1 до 14 дней.
daily-paused-until = Пауза до { $date } ({ $day }). Серия подождёт.
daily-late-on = включено
daily-late-off = выключено
daily-late-how = В { $time } может прийти второе напоминание, но только если дней подряд уже не меньше { $days }, а в этот день ещё не было ответов.
daily-late = <b>Дней подряд: { $days }.</b> На сегодня хватит одной карточки.
daily-late-freeze = Если сегодня совсем некогда, день сам закроется заморозкой.
daily-late-nothing-due = Сегодня повторять нечего: достаточно заглянуть в план.
daily-back = Назад
daily-which-days = По каким дням?
daily-how-many = Сколько карточек за раз?
daily-last-day = Хотя бы один день должен остаться. Напоминание можно приостановить.
daily-every-day = каждый день
daily-day-0 = Пн
daily-day-1 = Вт
daily-day-2 = Ср
daily-day-3 = Чт
daily-day-4 = Пт
daily-day-5 = Сб
daily-day-6 = Вс
daily-chosen = { $name } ✓
daily-opening = <b>Карточки на сегодня: { $cards }.</b> Всего к повторению: { $due }, новых: { $new }.

## Дата собеседования

date-when = Когда собеседование? План построится так, чтобы к этому дню вы помнили как можно больше. Выберите срок или напишите день, например: 12 дек
date-weeks = через { $count } нед.
date-other-day = Другой день
date-type = Пришлите день, например: 12 дек, 12.12.2026 или через 3 недели. Отменить: /cancel
date-unknown = Не получается прочитать это как дату. Пришлите, например, 12 дек, 12.12.2026 или через 3 недели.
date-past = Этот день уже прошёл. Выберите день впереди.
date-too-far = До этого дня больше трёх лет: так далеко план не строится. Выберите день поближе.
date-too-many = Дат может быть не больше { $limit }. Сначала уберите одну: /date
date-gone = Этой даты больше нет. Что есть, покажет /date
date-today = сегодня
date-title = <b>Собеседование: { $day }</b>, { $when }
date-row = { $day }, { $when }
date-list = <b>Ваши собеседования</b>
date-scope-all = Темы: все
date-scope = Темы: { $topics }
date-no-cards = В этих темах пока нет карточек.
date-pacing = { $cards ->
    [one] { $cards } карточка
    [few] { $cards } карточки
    [many] { $cards } карточек
   *[other] { $cards } карточки
    } за { $days ->
    [one] { $days } день
    [few] { $days } дня
    [many] { $days } дней
   *[other] { $days } дня
    }: новых в день { $new }, времени примерно { $minutes } мин.
date-pacing-far = { $cards ->
    [one] { $cards } карточка
    [few] { $cards } карточки
    [many] { $cards } карточек
   *[other] { $cards } карточки
    } за { $days ->
    [one] { $days } день
    [few] { $days } дня
    [many] { $days } дней
   *[other] { $days } дня
    }: новых в день { $new }.
date-all-met = Вы уже видели все карточки ({ $cards }); до собеседования они будут возвращаться тогда, когда это полезнее всего.
date-final = Последние дни: первым идёт то, что к сроку даст больше всего, новое или нет.
date-warm-up = Теперь только разминка: не больше { $count } вопросов в день, ничего нового.
date-short-questions = Если вопросов в день { $questions }, вы увидите карточек: { $seen } из { $cards }.
date-short-minutes = Если минут в день { $minutes }, вы увидите карточек: примерно { $seen } из { $cards }.
date-estimates = Сколько будете помнить в этот день; в скобках — пределы для четырёх случаев из пяти:
date-if-stopped = Если остановиться сейчас: по оценке { $known } (от { $low } до { $high })
date-if-going-on = Если продолжать так же, по { $questions } в день: по оценке { $known } (от { $low } до { $high })
date-if-planned = Если до { $questions } в день: по оценке { $known } (от { $low } до { $high })
date-start = Начать с этим планом
date-change = Сохранить изменение
date-raise = Вопросов в день: { $count }
date-no-limit = Без ограничения минут
date-move = Другой день
date-topics = Выбрать темы
date-remove = Убрать
date-another = Ещё одна дата
date-all = Все даты
date-kept = Записано. Теперь план каждого дня готовит к этой дате.
date-removed = Дата убрана. Карточки дальше идут без неё.
date-put-back = Вернуть
date-choose-topics = О чём будут спрашивать?
date-everything = Все темы
date-done = Готово
date-ask = <b>Как прошло собеседование?</b> Оно было намечено на этот день: { $day }
date-well = Хорошо
date-so-so = Так себе
date-badly = Плохо
date-was-moved = Его перенесли
date-thanks = Спасибо, что рассказали.
date-thanks-badly = Спасибо, что рассказали. Выученное останется с вами и пригодится в следующий раз.
date-over = Эта дата прошла: карточки снова идут как обычно. Следующую примет /date

## Topics, search, statistics

topics-title = <b>Темы</b>
topics-row = { $name } · { $count }
topics-empty = На ваших языках карточек пока нет.
topics-paths = <b>Учебные планы</b>
topics-path-question = { $number }. { $question }
search-how = Напишите слова после команды, например <code>/search event loop</code>.
search-found = <b>Найдено по запросу «{ $words }»</b>
search-nothing = По запросу «{ $words }» ничего не нашлось. Попробуйте оставить меньше слов.
stats-title = <b>Ваши успехи</b>
stats-due = К повторению сегодня: { $count }
stats-learned = Выучено на три недели и дольше: { $count }
stats-today = Ответов сегодня: { $count }
stats-retention = Усвоение за 30 дней: { $percent }% (вероятно, от { $low } до { $high }%, { $answers })
stats-young = Карточки, знакомые меньше трёх недель: { $percent }% (вероятно, от { $low } до { $high }%, { $answers })
stats-mature = Карточки, которые держатся три недели и дольше: { $percent }% (вероятно, от { $low } до { $high }%, { $answers })
stats-retention-unknown = Усвоение: появится после 20 повторённых карточек (сейчас { $count })
stats-streak = Дней подряд: { $count }
stats-brief-streak = Дней подряд: { $days }, заморозок: { $freezes }
stats-brief-today = Сегодня: ответов { $answered }, ещё к повтору { $due }
stats-longest = Больше всего дней подряд: { $count }
stats-freezes = Заморозок осталось: { $count } из 2. Пропущенный день они закрывают сами.
stats-known = Сейчас помните, по оценке: { $count } из { $cards } пройденных карточек
stats-by-quiz = Известны только по тестам: { $count }. Пока их не вспомнили без вариантов, они считаются с меньшим весом.
stats-on-date = { $date }, если остановиться сейчас, по оценке: { $count }
stats-year = За год: { $answers }, дней с занятиями: { $days }
stats-ahead = <b>Ближайшие семь дней, ожидаемые карточки</b>
stats-day = { $day }: { $count }
stats-a-day = В ближайшие 30 дней: около { $count } в день
stats-calibration = <b>Точность прогноза</b>
stats-bin = Ожидалось { $expected }%, вспомнили { $recalled }% ({ $answers })
stats-score = Логарифмическая ошибка { $loss } (постоянная догадка: { $plain }), оценка Брайера { $brier } ({ $flat }). Чем меньше, тем лучше.
stats-stability = <b>Карточки держатся до</b>
stats-row = { $name }: { $count }
stats-topics = <b>Темы: помните из пройденных</b>
stats-topic = { $name }: { $count } из { $cards }
stats-start = Начать
stats-in-words = Словами
stats-dark = Тёмная картинка
stats-light = Светлая картинка

## Settings

settings-title = <b>Настройки</b>
    Язык: { $language }
    Языки карточек: { $cards }
    Кнопок оценки: { $buttons }
    Вопросов в день: { $questions }
    Минут в день: { $minutes }
    Новых карточек в день: { $new }
    Часовой пояс: { $zone }
    День начинается в: { $rollover }
settings-parameters-default = Интервалы: по обычной модели памяти
settings-parameters-own = Интервалы: по модели памяти, подобранной по вашим ответам
settings-parameters-shared = Интервалы: по модели памяти, подобранной по ответам всех учеников этого бота
settings-ratings = <b>Снова</b> — не вспомнили. <b>Трудно</b> — вспомнили с сомнением или с усилием, это засчитывается. <b>Хорошо</b> — вспомнили. <b>Легко</b> — сразу, не задумываясь.
settings-rollover = Начало дня
settings-choose-rollover = Во сколько у вас начинается новый день? Кто занимается за полночь, для того вечер ещё продолжается. Сегодняшний день закончится как обычно.
settings-language = Язык
settings-cards = Языки карточек
settings-buttons-2 = Две кнопки оценки
settings-buttons-4 = Четыре кнопки оценки
settings-questions = Вопросов в день
settings-minutes = Минут в день
settings-minutes-none = без ограничения
settings-choose-questions = Сколько вопросов в день, самое большее? Новые карточки и повторения считаются вместе.
settings-choose-minutes = Сколько минут в день, самое большее? План исходит из того, сколько времени вам обычно нужно.
settings-new = Новых в день
settings-choose-cards = На каких языках задавать вопросы?
settings-choose-new = Сколько новых карточек в день?
settings-choose-language = Язык бота

## Help, privacy, data

help-text = <b>Sobes помогает запомнить ответы на вопросы с собеседований.</b>

    /quiz — следующий вопрос; /quiz asyncio — вопрос по одной теме
    /daily — напоминание в удобное время
    /date — дата собеседования
    /topics — что можно выучить
    /search слова — поиск по вопросам
    перешлите мне пост — он станет вашей личной карточкой
    /stats — что выучено, что пора повторить
    /clinic — карточки, которые никак не запоминаются
    /undo — отменить последнее действие, до десяти подряд
    /settings — язык, кнопки, новые карточки в день
    /privacy, /export, /forget — ваши данные
    /cancel — прервать начатый ввод

    <b>Снова</b> значит: на собеседовании такой ответ не приняли бы. <b>Хорошо</b> значит: приняли бы. По этим оценкам бот решает, когда спросить снова (FSRS).
help-editor = <b>Редакторам</b>
    /add — добавить вопрос
    /edit слова — изменить вопрос
    /review — проверить черновики
    /import — загрузить файлы: экспорт Telegram, Anki, таблицы, Markdown
    /report — посты, голоса, жалобы на карточки
    /schedule — вопросы в каналы и группы по расписанию
    /decks — колоды карточек со ссылкой
help-owner = <b>Владельцам</b>
    /admins — редакторы: пригласить, исключить, журнал
    /broadcast — написать всем
help-chats = <b>Ваши каналы и группы</b>
    /schedule — вопросы туда по расписанию
privacy-text = <b>Что о вас хранится</b>
    • числовой id в Telegram, язык, часовой пояс и настройки
    • ответы: карточка, время, оценка, сколько вы думали
    • даты ваших собеседований и их темы, план дня и то, чем ваше забывание отличается от обычного
    • числа модели памяти, подобранные по вашим ответам; если владелец бота подбирает общий набор, ваши ответы участвуют в подборе, а сами числа остаются и после /forget
    • ваши голоса в викторинах бота в группах и посты, из которых вы пришли учить карточку
    • чего бот ждёт от вас в следующем сообщении, пока он этого ждёт
    • напоминание и какие сообщения вам отправлены: по нему или от владельцев всем
    • карточки, которые вы отложили, начали заново или на которые пожаловались, ваши формулировки и подсказки к карточкам, дополнительные новые карточки; являетесь ли вы редактором и какие черновики проверили, какие файлы прислали для загрузки (пока они не прочитаны) и какие загрузки ваши; заблокирован ли бот
    • какие каналы и группы вы подключили, какие расписания и колоды составили: после /forget они остаются, но без вашего имени

    Имя и имя пользователя не хранятся, если вы не редактор, не владелец и не были ими. Иначе хранится имя, под которым вас видели последний раз, кто вас пригласил и журнал ваших действий в этой роли. /forget убирает из журнала ваше имя и id; запись о самом действии остаётся.
    Сообщения хранятся только до тех пор, пока не обработаны; те, что обработать не удалось, — не дольше недели. /export отдаёт все эти данные, /forget удаляет их. В резервных копиях владельца бота они остаются ещё несколько дней.
export-caption = Все данные, которые о вас хранятся.
forget-ask = Удалить все данные о вас: ответы, память, настройки, напоминание? Вернуть их будет нельзя.
forget-owner-last = Вы единственный владелец: после этого владельца у бота не будет. При следующем запуске он выведет новую ссылку, и владельцем станет тот, кто откроет её первым.
forget-owner-listed = Ваш id указан в ADMIN_IDS: уберите его и оттуда, иначе при следующем запуске вы снова станете владельцем.
forget-yes = Удалить всё
forget-no = Оставить
forget-done = Все данные о вас удалены. Начать заново: /start
forget-kept = Ничего не удалено.
cancel-done = Прервано. Ничего не сохранено.
cancel-nothing = Прерывать нечего.

## Adding a question

add-question = <b>Новая карточка.</b> Пришлите вопрос. Прервать: /cancel
add-answer = Теперь ответ. Код в блоке кода останется кодом.
add-topic = Какая тема?
add-no-topic = Без темы
add-level = Какой уровень?
add-no-level = Без уровня
add-language = На каком языке карточка?
add-preview = <b>Так её увидят те, кто учится:</b>
add-save = Сохранить
add-cancel = Отменить
add-saved = Сохранено. Карточка появится у тех, кто учится.
add-saved-already = Карточка сохранена.
add-exists = Карточка с точно таким же вопросом уже есть. Ничего не сохранено.
add-empty = Сообщение пустое. Пришлите текст.
add-not-text = Пришлите, пожалуйста, текст.
add-not-text-alone = В карточке бывает только текст, картинка или файл потерялись бы. Пришлите один текст.
add-question-too-long = Вопрос слишком длинный. Символов: { $length }, можно не больше { $limit }. Пришлите короче.
add-answer-too-long = Ответ слишком длинный. Символов: { $length }, можно не больше { $limit }. Пришлите короче.
add-over = Эту карточку больше не дописать. Начать новую: /add
add-no-editor = Вы больше не редактор: работа над карточкой прервана, она не сохранена.

## Owners and editors

admins-title = <b>Кто может менять вопросы</b>
admins-owners = <b>Владельцы</b>
admins-editors = <b>Редакторы</b>
admins-nobody = пока никого
admins-person = { $name }, с { $since }
admins-by-operator = из настроек бота
admins-invited-by = по приглашению: { $name }
admins-nameless = без имени, id { $id }
admins-forgotten = удалённый пользователь
admins-invitations = <b>Открытые приглашения</b>
admins-invitation = { $number }. до { $until }, от кого: { $inviter }
admins-invite = Пригласить редактора
admins-withdraw = Отозвать { $number }
admins-remove = Исключить: { $name }
admins-keep = Оставить
admins-undo = Вернуть: { $name }
admins-log = Журнал
admins-ask-remove = Исключить из редакторов: { $name }? После этого ничего нельзя будет добавить или изменить; написанное останется.
admins-link = Приглашение для одного нового редактора, действует до { $until }. Менять вопросы сможет тот, кто откроет ссылку первым. Она показана только здесь:
    { $url }
admins-joined = По вашему приглашению пришёл новый редактор: { $name }. Весь список: /admins
admins-left = Вы больше не владелец этого бота.
admins-changed = За это время что-то изменилось, поэтому ничего не сделано. Вот как обстоят дела сейчас.
admins-full = Редакторов и открытых приглашений вместе может быть не больше { $limit }. Сначала исключите кого-нибудь или отзовите приглашение.
admins-listed = Этот владелец указан в настройках бота, здесь его исключить нельзя.
admins-last-owner = Вы последний владелец, исключить вас здесь нельзя.
admins-log-title = <b>Журнал</b> ({ $zone })
admins-log-empty = Пока ничего не произошло.
admins-older = Раньше
admins-newest = Последние
admins-did-invited = { $actor }: приглашение для редактора
admins-did-withdrawn = { $actor }: приглашение отозвано
admins-did-joined = { $actor }: приглашение принято
admins-did-removed = { $actor }: исключение из команды — { $person }
admins-did-restored = { $actor }: возвращение в команду — { $person }
admins-did-added = { $actor }: новый вопрос «{ $question }»
admins-about-card-changed = { $actor }: изменён вопрос «{ $title }»
admins-about-card-restored = { $actor }: возвращена прежняя версия вопроса «{ $title }»
admins-about-card-retired = { $actor }: больше не спрашивается «{ $title }»
admins-about-card-returned = { $actor }: снова спрашивается «{ $title }»
admins-about-draft-accepted = { $actor }: принят черновик «{ $title }»
admins-about-draft-variant = { $actor }: черновик «{ $title }» принят как вариант
admins-about-draft-source = { $actor }: черновик «{ $title }» объединён с карточкой
admins-about-draft-rejected = { $actor }: отклонён черновик «{ $title }»
admins-about-draft-undone = { $actor }: отменено решение по черновику «{ $title }»
admins-about-draft-split = { $actor }: черновик «{ $title }» разделён на два
admins-about-import-accepted = { $actor }: разом приняты черновики загрузки «{ $title }»
admins-about-import-undone = { $actor }: отозваны карточки, принятые разом из «{ $title }»

## Deciding on drafts

review-head = <b>Черновик.</b> Всего ждут решения: { $count }
review-language = Язык: { $language }
review-tags = Теги: { $tags }
review-has-edits = Есть правки редактора.
review-no-answer = <b>Пока не полон:</b> принять его можно, когда есть и вопрос, и ответ. Добавить их: «{ review-act-edit }».
review-empty = Черновиков на проверку нет.
review-busy = Все оставшиеся черновики сейчас у других редакторов. Черновиков: { $count }
review-act-accept = Принять
review-act-edit = Изменить
review-act-merge = Объединить
review-act-reject = Отклонить
review-act-skip = Пропустить
review-act-original = Исходный пост
review-act-back = Назад
review-undo = Отменить последнее решение
review-field-question = Вопрос
review-field-answer = Ответ
review-field-topic = Тема
review-field-level = Уровень
review-field-lang = Язык
review-reset = Убрать все правки
review-undo-change = Отменить последнюю правку
review-type-question = Пришлите новый вопрос. Оставить прежний: /cancel
review-type-answer = Пришлите новый ответ. Оставить прежний: /cancel
review-why = <b>Уверенность парсера: { $percent }%</b>
review-post = <b>Пост:</b> { $name }, со строки { $line } из { $of }
review-whole-post = Пост целиком
review-label = есть пометка «{ $label }»
review-code-blocks = блоков кода: { $count }
review-reason-sections = описана проблема, за ней разделы со списками
review-reason-advice = в конце дан совет
review-reason-steps = есть пронумерованные шаги
review-reason-asks = строка заканчивается вопросительным знаком
review-reason-demand = вопрос помечен или задан как требование
review-reason-line = на следующей строке идёт ответ
review-reason-technical = есть технические термины
review-reason-unanswered = ответа дальше нет
review-reason-heading = заголовок звучит как вопрос
review-reason-above = вопрос стоит над строкой популярности или заголовком ответа
review-reason-title = в заголовке сказано, что это вопрос с собеседования
review-reason-numbered = ответ разбит на пронумерованные разделы
review-reason-answered = дальше идёт ответ
review-reason-contents = под заголовком есть оглавление
review-reason-textless = текста глав нет
review-merge-same = <b>Какая карточка спрашивает о том же?</b> Черновик станет её вариантом, а если вопрос совпадает дословно, ещё одним её источником.
review-merge-unanswered = <b>Какая карточка спрашивает о том же?</b> Ответа в черновике нет, поэтому он станет ещё одним источником этой карточки.
review-merge-row = { $number }. { $question }
review-merge-none = Похожих карточек не нашлось.
review-accepted = Опубликовано: карточка появится у тех, кто учится.
review-variant = Опубликовано как вариант той карточки: обе в один день никому не попадутся.
review-source = Записано как ещё один источник той карточки.
review-rejected = Отклонено: этот черновик больше не появится.
review-skipped = Пропущено: черновик вернётся после остальных.
review-alone = Пропущено, но других свободных черновиков нет. Вот он снова.
review-edited = Изменено.
review-undone = Решение отменено: черновик снова ждёт.
review-taken = Этим черновиком сейчас занят другой редактор. Ничего не изменено.
review-decided = Решение по этому черновику уже принял кто-то другой. Ничего не изменено.
review-already = Вы уже приняли решение по этому черновику. Ничего не изменено.
review-changed = С тех пор черновик изменился. Ничего не сделано, посмотрите на него ещё раз.
review-incomplete = Без вопроса и ответа черновик принять нельзя. Сначала дополните его.
review-exists = Карточка с точно таким же вопросом уже есть. Объедините черновик с ней или отклоните его.
review-card-gone = Этой карточки больше нет. Ничего не изменено.
review-undo-over = Это уже не последнее ваше решение, или оно уже отменено.
review-undo-changed = С тех пор карточка изменилась: отменить это решение уже нельзя.
review-undo-rated = На эту карточку уже кто-то ответил: она остаётся.
review-split-act = Разделить на два
review-act-apart = Это другой вопрос
review-write-question = Написать вопрос
review-no-question = <b>Вопроса пока нет:</b> он был на картинке или потерялся. Кнопка «{ review-write-question }» добавит его.
review-no-key = <b>Какой вариант верный?</b> Источник точно не говорит. Нажмите его номер — и черновик можно будет принять.
review-see-post = Открыть пост
review-option = { $number }. { $text }
review-option-right = { $number }. { $text } <b>(верный)</b>
review-option-guess = { $number }. { $text } (возможно, верный: так выбрал автор экспорта или большинство)
review-alike = <b>Похоже на готовую карточку.</b> Это тот же вопрос?
review-alike-merge = Тот же, что { $number }: объединить
review-split-where = <b>Где начинается второй вопрос?</b> Первый такой: { $question }

    Нажмите номер части, с которой начинается второй. Или пришлите второй вопрос так, как он стоит в тексте. /cancel оставит черновик целым.
review-split-block = { $number }. { $text }
review-split-before = Предыдущие части
review-split-after = Следующие части
review-split = Разделено: это первая половина, вторая придёт следом.
review-split-not-found = Таких слов в черновике нет, либо они стоят в коде или в самом начале. Скопируйте их из текста.
review-undo-split = Один из двух черновиков с тех пор изменили или решили: соединить их уже нельзя.
review-imports = Загрузки
review-reason-cut = редактор отделил его от другого черновика
review-reason-gaps = это заметка Anki с пропусками
review-reason-note = это заметка Anki с вопросом и ответом
review-reason-written = это уже готовая карточка
review-reason-changed = её изменили в Anki
review-reason-fields = вопрос и ответ стоят в отдельных полях
review-reason-unasked = есть ответ, но нет вопроса
review-reason-channel = это канал с вопросами для собеседований
review-reason-spoiler = ответ спрятан под спойлер
review-reason-joined = ответ найден по номеру
review-reason-marked = есть вопросительный знак или пометка
review-reason-begins = начинается как вопрос
review-reason-picture = вопрос или его код — на картинке или в записи
review-reason-words = слова спрашивают о чём-то
review-reason-keyless = есть варианты, но нет надёжного ключа
review-reason-leading = ключа нет; предложен вариант, который выбрали чаще
review-reason-chosen = ключа нет; предложен вариант, который выбрал владелец канала
review-reason-numbers = стоит в нумерованном списке вопросов
review-reason-options = есть варианты на выбор
review-reason-key = есть ключ с верным вариантом
review-reason-poll = это опрос
review-reason-quiz = это викторина
review-reason-labels = у ответа есть пометка, вопрос стоит над ней
review-reason-labelled = у вопроса есть пометка
review-reason-form = оформлен так же, как остальные вопросы страницы

## Importing

import-explained = <b>Пришлите мне файл</b> или несколько файлов одним альбомом — в любой момент. Я прочитаю их и скажу, что нашлось; карточки будут ждать черновиками в /review.

    • Экспорт Telegram Desktop: result.json, messages.html; сохранённые страницы t.me/s
    • Anki: .apkg, .colpkg
    • Таблицы и списки: CSV, TSV, JSON, JSON Lines, TOML
    • Тексты: Markdown, Obsidian, Quizlet, обычный текст, скопированный из каналов

    <b>Файл больше 20 МБ</b> боту не передать. Выгрузите меньше сообщений или без медиа, пришлите по частям или загрузите там, где работает бот: <code>python -m bot import FILE</code>

    <b>Старые посты канала бот прочитать не может.</b> Перешлите их мне или выгрузите канал через Telegram Desktop: откройте канал, «Экспорт истории чата», формат JSON. Новые посты я могу читать сам: кнопка «{ import-connect }» подключит канал.
import-connect = Читать новые посты канала
import-begins = Файл «{ $name }» получен, читаю.
import-waits = Файл «{ $name }» получен. Загрузок перед ним: { $ahead }
import-stop = Остановить
import-stopping = Загрузка останавливается. То, что уже принято, остаётся.
import-reading = Читаю «{ $name }»: { $percent }%
import-file-of = Файл { $number } из { $of }
import-resumed = Бот перезапустился и продолжает.
import-was-resumed = По ходу дела бот перезапустился. То, что он успел принять раньше, посчитано как уже известное.
import-done = <b>Файл «{ $name }» прочитан.</b>
import-done-files = <b>Все файлы прочитаны: { $count }</b>
import-by-file = { $name }: { $told }
import-unread = Не прочитан: { $kind }
import-fault = Прочитан не до конца: { $kind }
import-kind-empty = файл пуст.
import-kind-large = он слишком велик. Пришлите его по частям.
import-kind-cut = он обрывается. Скачайте или выгрузите его ещё раз.
import-kind-encoding = это не текст, который я могу прочесть. Сохраните его в UTF-8.
import-kind-locked = он закрыт паролем. Пришлите его без пароля.
import-kind-strange = он повреждён или это не то, что говорит его имя. Выгрузите его ещё раз.
import-file-unchanged = Ничего нового: точно такой файл уже загружали.
import-file-stopped = Вы остановили загрузку. Найденное до этого остаётся.
import-file-waiting = Не прочитан: вы остановили загрузку раньше.
import-file-lost = Telegram не отдал мне этот файл. Пришлите его ещё раз.
import-file-crashed = На этом файле я несколько раз сломался и отложил его. Попробуйте по частям.
import-nothing = Вопросов не нашлось.
import-drafted = Новых черновиков: { $count }
import-published = Новых карточек: { $count }
import-updated = Обновлено: { $count }
import-repeated = Уже известно: { $count }
import-variants = Из новых — варианты других: { $count }
import-kept = Оставлено так, как написал редактор: { $count }
import-dropped = Отброшено: { $count }
import-what-now = Ждут решения из этой загрузки: { $count }. Решайте по одному через /review или примите разом те, в которых парсер уверен и которые не похожи на другие карточки. Семь дней это можно разом отменить.
import-losses = Что отброшено и почему: файл и строка, причина, начало текста.
import-only-editors = Файлы принимаются только от редакторов. Перешлите мне пост с вопросом — он станет вашей личной карточкой.
import-too-big = Файл «{ $name }» слишком большой: боту можно передать не больше { $limit } МБ. Как иначе — расскажет /import.
import-too-many = Ваших файлов в очереди уже { $limit }. Пришлите этот, когда они будут прочитаны.
imports-none = Пока ничего не загружали. Как это сделать, расскажет /import.
imports-listed = <b>Последние загрузки</b>
imports-row = { $number }. { $name }, { $at }: ждут { $waiting }
imports-one = <b>Загрузка «{ $name }»</b>
imports-waiting = Ждут решения: { $waiting }
imports-accept-ask = Кнопки публикуют разом всё, у чего есть ответ, что не похоже на другие карточки и в чём парсер уверен не меньше указанного.
imports-accepted = Принято разом: { $count }, от { $percent }%
imports-accept = Принять от { $percent }%: { $count }
imports-undo = Отозвать принятое разом: { $count }
imports-look = Как дела сейчас
imports-accepting = «{ $name }»: принимаю… { $done } из { $of }
imports-undoing = «{ $name }»: отзываю… { $done } из { $of }
imports-accepted-now = <b>«{ $name }»</b>
    Опубликовано: { $count }
    Осталось ждать взгляда: { $left }
imports-undone-now = <b>«{ $name }»</b>
    Отозвано, снова ждут черновиками: { $count }
    Оставлено — с тех пор изменили или убрали: { $kept }
imports-nothing-ready = Из этой загрузки от { $percent }% ничего не ждёт.
imports-under-way = Эту загрузку сейчас принимают или отзывают. Подождите конца.
imports-undone-already = Это уже отозвано.
imports-undo-over = Отозвать можно только в течение семи дней. Отдельные карточки убирает /edit.

## Changing cards

edit-which = <b>Какую карточку изменить?</b> Пришлите слова из вопроса или ответа либо выберите одну из недавно изменённых.
edit-which-none = Какую карточку изменить? Пришлите слова из вопроса или ответа.
edit-row-retired = { $question } (убрана)
edit-which-chat = <b>Чьи карточки?</b> Это чаты, которыми вы управляете.
edit-of-chat = Карточки этого чата
edit-chat-cards = <b>Карточки чата { $title }</b>
    Их публикуют только расписания этого чата.
edit-chat-none = У чата «{ $title }» пока нет своих карточек. Их публиковали бы только его расписания.
edit-chat-new = Написать карточку
edit-chat-all = Все карточки чата
edit-chat-full = Своих карточек у чата может быть не больше { $limit }.
edit-head = <b>Карточка</b>, версия { $number }
edit-is-retired = Больше не спрашивается.
edit-empty = Пусто: { $fields }
edit-button = Изменить
edit-button-number = Изменить { $number }
edit-field-question = Вопрос
edit-field-answer = Ответ
edit-field-short_answer = Короткий ответ
edit-field-topic = Тема
edit-field-level = Уровень
edit-field-lang = Язык
edit-field-tags = Теги
edit-field-key_points = Главные мысли
edit-field-misconceptions = Заблуждения
edit-field-follow_up = Вопрос вдогонку
edit-field-hint = Подсказка
edit-field-choice = Варианты ответа
edit-field-references = Источники
edit-history = История
edit-proposals = Предложения
edit-retire = Больше не спрашивать
edit-ask-again = Снова спрашивать
edit-cancel = Отменить
edit-take-away = Убрать
edit-right = Верно: { $option }
edit-wrong = Неверно: { $option }
edit-why = Почему: { $why }
edit-now-it-is = <b>Сейчас так:</b>
edit-ask-question = Пришлите новый вопрос. Оформление и код останутся как есть.
edit-ask-answer = Пришлите новый ответ. Оформление и код останутся как есть.
edit-ask-short_answer = Пришлите ответ в одном-двух предложениях.
edit-ask-tags = Пришлите теги через запятую.
edit-ask-key_points = Пришлите то, что обязательно есть в хорошем ответе, каждую мысль с новой строки. Другие слова для неё — после знака |, например
    <code>глобальная блокировка | GIL</code>
edit-ask-misconceptions = Пришлите, что говорят в слабом ответе, каждую ошибку с новой строки. Почему это неверно — после знака |.
edit-ask-follow_up = Пришлите вопрос, который интервьюер задаст следом.
edit-ask-hint = Пришлите подсказку, которая не выдаёт ответа.
edit-ask-choice = Пришлите варианты, каждый с новой строки: сначала верный, потом три или больше неверных, в каждом до 100 символов. Затем пустая строка и почему верен первый, до 200 символов.
edit-ask-references = Пришлите, где об этом прочитать, каждый источник с новой строки.
edit-saved = Сохранено. Прогресс учащихся по этой карточке не сбивается.
edit-same = На карточке уже так. Ничего не изменено.
edit-meanwhile = Тем временем карточку изменил кто-то другой. Ничего не сохранено, вот как она выглядит теперь.
edit-meanwhile-look = <b>Тем временем карточку изменил кто-то другой.</b> Ваш текст не потерян: с ним карточка будет такой.
edit-restored = Прежняя версия возвращена. И это можно отменить в истории.
edit-retired = Эту карточку больше не спрашивают. История и прогресс учащихся остаются.
edit-returned = Карточку снова спрашивают, прогресс учащихся на месте.
edit-unchanged = Ничего не сохранено.
edit-saved-already = Это уже сохранено.
edit-over = Эта правка уже закончена. Откройте карточку снова: /edit
edit-card-gone = Такой карточки нет.
edit-exists = Именно об этом уже спрашивает другая карточка. Ничего не сохранено.
edit-language-taken = На этом языке такая карточка уже есть. Ничего не сохранено.
edit-no-poll = Для викторины вопрос слишком длинный (можно до 300 символов): в каналы он пойдёт как вопрос со скрытым ответом.
edit-too-long = Слишком длинно. Символов: { $length }, можно не больше { $limit }. Пришлите короче.
edit-too-many = Слишком много. Прислано: { $count }, можно не больше { $limit }.
edit-line-too-long = Номер { $number } слишком длинный. Символов: { $length }, можно не больше { $limit }.
edit-choice-few = Нужны верный вариант и неверные, не меньше { $wrong }.
edit-choice-equal = «{ $option }» повторяется дважды: опрос с двумя одинаковыми вариантами Telegram не примет.
edit-choice-no-why = Нет объяснения. После вариантов оставьте пустую строку и напишите, почему верен первый.
edit-choice-why-long = Объяснение слишком длинное. Символов: { $length }, в опрос поместится не больше { $limit }.
edit-choice-why-lines = Слишком много строк в объяснении: в опрос их поместится не больше { $limit }.
edit-history-title = <b>Что менялось</b> в «{ $question }» ({ $zone })
edit-history-empty = Пока ничего.
edit-history-row = { $number }. { $at } · { $who }: { $did }
edit-open-change = Правка { $number }
edit-back-to-card = К карточке
edit-put-back = Вернуть версию до неё
edit-was = Было: { $text }
edit-now = Стало: { $text }
edit-only-spacing = Отличаются только пробелы и пустые строки.
edit-by-import = импорт
edit-did-fields = { $did } ({ $fields })
edit-did-changed = правка
edit-did-restored = возврат к прежнему
edit-did-retired = больше не спрашивается
edit-did-returned = снова спрашивается
edit-did-merged = изменены источники
edit-did-imported = заново прочитано из поста

## Proposals for a card

enrich-title = <b>Предложения для карточки</b>
    { $question }
enrich-proposed = { $field }: предложено программой, на карточке этого ещё нет
enrich-because = Почему так: { $reasons }.
enrich-check-wrong = Часть неверных вариантов взята из других карточек: убедитесь, что ни один из них не отвечает на этот вопрос.
enrich-check-changed = Часть неверных вариантов — утверждения с изменённым словом: убедитесь, что каждый действительно неверен.
enrich-is-accepted = { $field }: принято, теперь это на карточке.
enrich-is-dropped = { $field }: предложение отклонено.
enrich-none = { $field }: предложить нечего. { $why }
enrich-nothing = Предлагать нечего: варианты ответа, главные мысли и уровень у карточки уже есть.
enrich-act-accept = Принять: { $field }
enrich-act-edit = Изменить: { $field }
enrich-act-drop = Отклонить: { $field }
enrich-act-undo-accepted = Убрать с карточки: { $field }
enrich-act-undo-dropped = Предложить снова: { $field }
enrich-write-quiz = Написать варианты в Telegram
enrich-next = Следующая без вариантов
enrich-open-card = Открыть карточку
enrich-back = Назад
enrich-to-copy = Предложение: скопируйте и исправьте. /cancel оставит карточку как есть.
enrich-accepted = Принято: теперь это на карточке.
enrich-written = Сохранено так, как вы написали: теперь это на карточке.
enrich-dropped = Отклонено: для этой версии карточки больше не появится.
enrich-undone = Отменено: предложение снова ждёт решения.
enrich-quiz = Ваша викторина стала вариантами ответа этой карточки. Вернуть прежнее можно в истории карточки.
enrich-already = Это уже решено. Ничего не изменено.
enrich-meanwhile = Тем временем карточку изменил кто-то другой. Ничего не сделано, вот как она выглядит теперь.
enrich-over = Об этом предложении уже решили, или карточка с тех пор изменилась. Кнопка «{ edit-proposals }» на карточке покажет, что предлагается теперь.
enrich-all-have = Варианты ответа есть у всех карточек.
enrich-ask-quiz = Кнопка внизу открывает редактор викторин Telegram. Напишите рядом с верным вариантом три или больше неверных и объяснение. Вопрос викторины не важен: у карточки останется свой.
enrich-open-editor = Написать викторину
enrich-send-quiz = Пришлите викторину: редактор открывается кнопкой внизу. /cancel — прекратить.
enrich-quiz-taken = Викторина получена.
enrich-poll-regular = Это обычный опрос, в нём нет верного варианта. Пришлите викторину.
enrich-poll-hidden = У пересланной викторины Telegram не говорит, какой вариант верный. Напишите её сами кнопкой внизу.
enrich-poll-several = В этой викторине несколько верных вариантов, а на карточке он один. Пришлите другую.
enrich-reason-short-answer = утверждение из короткого ответа
enrich-reason-sentence = законченное утверждение из ответа
enrich-reason-one-of-many = одно утверждение из длинного ответа, его ищут среди неверных
enrich-reason-misconceptions = неверные варианты из заблуждений, записанных на карточке
enrich-reason-opposites = в неверных вариантах слово заменено противоположным или другим термином
enrich-reason-numbers = в неверных вариантах другое число
enrich-reason-negations = в неверных вариантах добавлено или убрано отрицание
enrich-reason-same-topic = неверные варианты из карточек той же темы
enrich-reason-near-topic = неверные варианты из карточек, похожих словами
enrich-reason-easy-to-guess = легко угадать: неверных вариантов, столь же правдоподобных, не нашлось. Лучше написать свои
enrich-reason-piece = часть длинного предложения или строка кода: проверьте, что этого достаточно
enrich-reason-headings = заголовки ответа
enrich-reason-phrases = выражения, которых нет в других ответах
enrich-reason-parts = части ответа, в котором сказано немного
enrich-reason-synonyms = другие названия, данные в самом ответе
enrich-reason-definition = вопрос об определении
enrich-reason-comparison = вопрос о разнице
enrich-reason-brief = короткий ответ
enrich-reason-design = вопрос о том, как спроектировать
enrich-reason-failure = сбой под нагрузкой или в нескольких частях сразу
enrich-reason-scale = большие числа в вопросе
enrich-reason-diagnosis = вопрос о причине сбоя
enrich-reason-long = ответ в нескольких главах
enrich-reason-in-between = и не короткий вопрос, и не задача из нескольких частей
enrich-reason-clear-signs = ясные признаки
enrich-reason-few-signs = слишком мало признаков для уверенности
enrich-lack-no-statement = В ответе нет утверждения, короткого и ясного настолько, чтобы стать верным вариантом. Кнопка «{ enrich-write-quiz }» откроет редактор викторин.
enrich-lack-gives-away = Не нашлось трёх вариантов, которые точно неверны и не выдают верный. Кнопка «{ enrich-write-quiz }» откроет редактор викторин.
enrich-lack-few-points = В ответе меньше трёх выражений, из которых вышли бы хорошие мысли.

## Decks

decks-title = <b>Колоды</b>
decks-title-chat = <b>Колоды этого чата</b>
decks-which-chat = <b>Чьи колоды?</b> Это чаты, которыми вы управляете.
decks-what = Колод пока нет. Колода — это именованный набор карточек со ссылкой: кто её откроет, того спросят по этим карточкам.
decks-counted = { $title } · { $count }
decks-of-chat = Колоды этого чата
decks-to-chat = Назад к чату
decks-of-this-card = Колоды
decks-new = Новая колода
decks-previous = Предыдущая страница
decks-next = Следующая страница
decks-type-title = Как назвать новую колоду? Пришлите название. /cancel — отмена.
decks-type-rename = Пришлите новое название. Ссылка останется прежней. /cancel оставит старое.
decks-made = Колода создана. Теперь добавьте в неё карточки.
decks-cards = Карточек: { $count }
decks-language = { $language }: { $count }
decks-schedules = Расписаний, которые берут из неё посты: { $count }
decks-link = Ссылка для учащихся: { $url }
decks-show = Карточки
decks-add = Добавить карточки
decks-rename = Переименовать
decks-remove = Удалить колоду
decks-all = Все колоды
decks-back = Назад к колоде
decks-undo = Отменить
decks-removed = Колода «{ $title }» удалена: её ссылка больше не действует. Сами карточки остались.
decks-restored = Колода возвращена, её ссылка снова действует.
decks-renamed = Переименовано.
decks-put = Карточка теперь в колоде.
decks-taken = Карточка убрана из колоды.
decks-filled = { $count ->
    [0] Все эти карточки уже были в колоде.
    [one] Добавлена { $count } карточка.
    [few] Добавлены { $count } карточки.
    [many] Добавлено { $count } карточек.
   *[other] Добавлено { $count } карточки.
}
decks-emptied = { $count ->
    [one] Снова убрана { $count } карточка.
    [few] Снова убраны { $count } карточки.
    [many] Снова убрано { $count } карточек.
   *[other] Снова убрано { $count } карточки.
}
decks-stale = Колода тем временем изменилась, ничего не сделано. Вот какая она сейчас.
decks-no-cards = В ней пока нет карточек.
decks-range = <b>Колода «{ $title }»</b>, карточки { $first }–{ $last } из { $total }
decks-row = { $number }. { $question }
decks-take-out = Убрать { $number }
decks-type-words = Пришлите слова: я найду карточки, где есть они все. Или добавьте сразу много карточек.
decks-by-choice = По теме, уровню или языку
decks-found = <b>Найдено по запросу «{ $words }»</b>
    Нажатие добавит карточку в колоду «{ $title }», а отмеченную уберёт. По другим словам найдутся другие карточки.
decks-found-none = По запросу «{ $words }» ничего не найдено. Пришлите другие слова: чем их меньше, тем больше найдётся.
decks-inside = ✓ { $label }
decks-chosen = <b>Какие карточки добавить в колоду «{ $title }»?</b>
    Таких карточек: { $total }. Ещё не в колоде: { $outside }
decks-any = не важно
decks-by-topic = Тема: { $value }
decks-by-level = Уровень: { $value }
decks-by-lang = Язык: { $value }
decks-which-language = Какой язык?
decks-fill = { $count ->
    [one] Добавить { $count } карточку
    [few] Добавить { $count } карточки
    [many] Добавить { $count } карточек
   *[other] Добавить { $count } карточки
}
decks-of-card = <b>В каких колодах должна быть эта карточка?</b>
    { $question }
decks-to-card = Назад к карточке
decks-opened = <b>Колода «{ $title }».</b> Карточек: { $count }
decks-foreign = Карточек на языках, которых нет в ваших настройках: { $count }. Здесь их тоже спросят; добавьте язык в /settings, и они станут возвращаться в /quiz.
decks-empty = В колоде «{ $title }» пока нет карточек. Вот что для вас дальше.
decks-gone = Такой колоды нет — возможно, её удалили. Вот что для вас дальше.
decks-all-cards = Все карточки
decks-title-too-long = Название слишком длинное. Символов: { $length }, помещается не больше { $limit }. Пришлите покороче.
decks-title-taken = Колода с таким названием уже есть. Выберите другое.
decks-too-many = Колод может быть не больше { $limit }. Сначала удалите какую-нибудь.
decks-full = Карточек в колоде может быть не больше { $limit }: эти войдут не все. Ничего не добавлено.
decks-in-use = Расписаний, которые берут посты из этой колоды: { $count }. Сначала выберите для них другое в /schedule.
decks-removed-already = Эта колода удалена.
decks-card-gone = Эту карточку больше не спрашивают, поэтому добавить её в колоду нельзя.
admins-about-deck-made = { $actor }: новая колода «{ $title }»
admins-about-deck-renamed = { $actor }: новое название колоды — «{ $title }»
admins-about-deck-filled = { $actor }: карточки добавлены в колоду «{ $title }»
admins-about-deck-thinned = { $actor }: карточки убраны из колоды «{ $title }»
admins-about-deck-removed = { $actor }: колода «{ $title }» удалена
admins-about-deck-restored = { $actor }: колода «{ $title }» возвращена

## Channels and schedules

schedule-chats = <b>Каналы и группы</b>
schedule-chats-none = <b>Ни один канал и ни одна группа пока не подключены.</b> Подключите здесь. Или добавьте меня туда сами (в канал — администратором): я напишу вам, что делать дальше.
schedule-open = Открыть: { $title }
schedule-connect = Подключить канал или группу
schedule-pick = <b>Что подключить?</b> Выберите кнопками внизу. Telegram добавит меня туда только с тем, что мне нужно: в канал — с правом публиковать (чтобы только читать, прав не нужно), в группу — обычным участником.
schedule-pick-channel = Выбрать канал
schedule-pick-group = Выбрать группу
schedule-pick-feed = Канал, посты которого станут карточками
schedule-pick-cancel = Отмена
schedule-pick-over = Ничего не подключено.
schedule-connected = { $title }: подключено.
schedule-connected-already = { $title }: уже было подключено.
schedule-cannot-see = Я не вижу этот чат. Добавьте меня туда (в канал — администратором) и выберите его ещё раз.
schedule-lacks = <b>Пока я не могу там публиковать:</b> { $title }
schedule-lack-absent = • Меня там нет. Добавьте меня, в канал — администратором.
schedule-lack-post = • Мне нужно право публиковать сообщения.
schedule-lack-texts = • Мне нельзя отправлять сообщения.
schedule-lacks-then = Измените это в настройках чата и снова выберите его через /schedule.
schedule-added = { $title }: теперь я там и могу публиковать.
schedule-make-first = Составить расписание
schedule-nameless = чат { $id }
schedule-chat-empty = Расписаний пока нет.
schedule-trouble-rights = <b>Сейчас я не могу там публиковать:</b> в канале нужно право на публикацию, в группе — разрешение отправлять сообщения. До тех пор всё ждёт.
schedule-trouble-gone = <b>Меня там больше нет,</b> или чата больше нет. Всё ждёт, пока меня не добавят снова.
schedule-row = { $number }. { $times }, { $days } ({ $city })
schedule-row-paused = { $number }. { $times }, { $days } ({ $city }): пауза
schedule-open-number = Расписание { $number }
schedule-new = Новое расписание
schedule-past = Что уже вышло
schedule-leave = Отключить
schedule-all-chats = Все чаты
schedule-left = { $title }: отключено, там больше ничего не публикуется. Расписания сохранены.
schedule-undo = Отменить
schedule-back = Назад
schedule-changed = Тем временем что-то изменилось; ничего не сделано. Вот как всё выглядит сейчас.
schedule-telegram-silent = Telegram сейчас не отвечает. Ничего не изменено, попробуйте ещё раз.
schedule-not-admin = Telegram не подтверждает, что вы администратор с правом публиковать там. Ничего не изменено.
schedule-too-many-chats = Можно подключить чатов: { $limit }. Сначала отключите какой-нибудь.
schedule-too-many = Расписаний у чата может быть не больше { $limit }. Сначала остановите одно из них.
schedule-is-stopped = Это расписание остановлено. Составьте новое: /schedule.
schedule-is-left = Этот чат отключён. Подключите его снова: /schedule.
schedule-cannot-ask = Меня в этом чате больше нет, поэтому Telegram не говорит мне, кто им управляет. Сначала добавьте меня снова.
schedule-deck-gone = Этой колоды больше нет. Выберите другую.
schedule-no-other-card = Другой карточки для этой публикации нет.
schedule-post-over = Такой публикации впереди больше нет.
schedule-cannot-post = Сейчас я не могу там публиковать. Почему — сказано на странице чата.
schedule-nothing-to-post = Ни одна карточка не подходит. Выберите другую тему, уровень, язык или колоду.
schedule-times-full = Больше { $limit } раз в день нельзя. Сначала уберите какое-нибудь время.
schedule-last-time = Хотя бы одно время должно остаться. Вместо этого поставьте расписание на паузу.
schedule-last-day = Хотя бы один день должен остаться. Вместо этого поставьте расписание на паузу.
schedule-zone-unknown = Я не знаю такого города. Назовите город покрупнее неподалёку или часовой пояс, например Europe/Berlin.
schedule-time-unknown = Это не похоже на время. Пришлите часы и минуты, например 7:45.
schedule-thread-unknown = Это не ссылка на тему этого форума. Скопируйте ссылку на сообщение в нужной теме и пришлите мне.
schedule-anonymous = Мне не видно, кто вы: вы пишете как анонимный администратор. Откройте личный чат с @{ $bot } и отправьте там /schedule.
schedule-in-private = Расписания составляют в личном чате: откройте @{ $bot } и отправьте там /schedule.
schedule-title = <b>Расписание: { $title }</b>
schedule-says-time = Время: { $times } ({ $city })
schedule-says-days = Дни: { $days }
schedule-says-cards = Карточки: { $cards }
schedule-says-hottest = Порядок: сначала самые популярные
schedule-says-oldest = Порядок: сначала самые старые
schedule-says-spoiler = Вид: викторина, если у карточки есть варианты; иначе ответ скрыт, пока на него не нажмут
schedule-says-later = Вид: викторина, если у карточки есть варианты; иначе ответ приходит вслед, через { $hours ->
    [one] { $hours } час
    [few] { $hours } часа
    [many] { $hours } часов
   *[other] { $hours } часа
}
schedule-says-stay = Старые публикации: остаются
schedule-says-keep = Старые публикации: удаляются через сутки
schedule-says-general = Тема форума: General
schedule-says-thread = Тема форума: номер { $thread }
schedule-stock = Карточек, которых здесь ещё не было: { $count }. После них пойдут снова первые.
schedule-stock-again = Все карточки здесь уже были, всего их { $count }: они идут по новому кругу, начиная с самых давних.
schedule-stock-none = <b>Ни одна карточка не подходит:</b> публиковать будет нечего. Выберите другую тему, уровень, язык или колоду.
schedule-next = <b>Следующая:</b> { $when } — { $what }
schedule-paused = <b>Пауза:</b> ничего не публикуется.
schedule-post = { $number }. { $when } — { $what }
schedule-post-changed = { $number }. { $when } — { $what } (выбрано вручную)
schedule-skipped = пропускается
schedule-no-card = карточек не осталось
schedule-change-time = Время
schedule-change-days = Дни
schedule-change-zone = Часовой пояс
schedule-change-lang = Язык
schedule-change-topic = Тема
schedule-change-level = Уровень
schedule-change-deck = Колода
schedule-change-first = Порядок
schedule-change-answer = Вид ответа
schedule-change-keep = Старые публикации
schedule-change-thread = Тема форума
schedule-posts = Ближайшие публикации
schedule-post-now = Опубликовать сейчас
schedule-do-pause = Пауза
schedule-do-resume = Продолжить
schedule-do-stop = Остановить
schedule-choose-time = <b>Когда публиковать?</b> Время — по часам города { $city }. Нажатие добавляет время или убирает его.
schedule-type-time = Другое время
schedule-send-time = Пришлите часы и минуты, например 7:45.
schedule-choose-days = <b>По каким дням?</b>
schedule-choose-clock = <b>Который час сейчас у читателей?</b> Пока время считается по городу { $city }.
schedule-choose-city = <b>В каком городе такое время?</b>
schedule-type-zone = Другой город
schedule-send-zone = Пришлите название большого города или часовой пояс, например Europe/Berlin.
schedule-choose-lang = <b>На каком языке карточки и кнопки?</b>
schedule-choose-topic = <b>Какая тема?</b>
schedule-all-topics = все темы
schedule-choose-level = <b>Какой уровень?</b>
schedule-all-levels = все уровни
schedule-choose-deck = <b>Из какой колоды?</b>
schedule-no-decks = Колод пока нет: карточки выбираются по теме, уровню и языку.
schedule-all-cards = Все карточки
schedule-of-deck = из колоды «{ $title }»
schedule-deck-removed = из колоды «{ $title }», которая удалена
schedule-deck-nameless = колода без названия
schedule-choose-first = <b>Что идёт сначала?</b>
schedule-first-hottest = Самые популярные карточки
schedule-first-oldest = Самые старые карточки
schedule-choose-answer = <b>Где ответ карточки без вариантов?</b> Карточка с вариантами становится викториной.
schedule-answer-spoiler = В самой публикации, скрыт до нажатия
schedule-answer-later = { $hours ->
    [one] Вслед, через { $hours } час
    [few] Вслед, через { $hours } часа
    [many] Вслед, через { $hours } часов
   *[other] Вслед, через { $hours } часа
}
schedule-choose-keep = <b>Что делать со старыми публикациями?</b> Telegram разрешает боту удалять то, что младше двух суток.
schedule-keep-always = Оставлять
schedule-keep-day = Удалять через сутки
schedule-thread-general = Общая тема (General)
schedule-type-thread = Другая тема
schedule-send-thread = Пришлите ссылку на любое сообщение в этой теме: удерживайте сообщение, затем «Копировать ссылку». Списка тем Telegram ботам не показывает.
schedule-posts-title = <b>Ближайшие публикации</b> ({ $city })
schedule-post-skip = Пропустить { $number }
schedule-post-other = Другая карточка для { $number }
schedule-post-back = Отменить { $number }
schedule-ask-post = { $title }: опубликовать следующую карточку прямо сейчас? Расписание останется прежним.
schedule-sure = Да, опубликовать
schedule-posted = Отправляется.
schedule-stopped = { $title }: расписание остановлено, по нему больше ничего не выйдет.
admins-about-chat-connected = { $actor }: подключение — { $title }
admins-about-chat-disconnected = { $actor }: отключение — { $title }
admins-about-chat-restored = { $actor }: снова подключено — { $title }
admins-about-schedule-made = { $actor }: новое расписание — { $title }
admins-about-schedule-changed = { $actor }: изменено расписание — { $title }
admins-about-schedule-posted = { $actor }: публикация вручную — { $title }
admins-about-schedule-stopped = { $actor }: остановлено расписание — { $title }
admins-about-schedule-restored = { $actor }: возвращено расписание — { $title }

## Posts in channels and groups

post-study = Учить этот вопрос
post-answer = <i>Ответ:</i>
post-answer-to = <i>Ответ на вопрос «{ $question }»:</i>
post-answer-below = <i>Ответ — в следующем сообщении.</i>
post-answer-later = { $hours ->
    [one] <i>Ответ появится через { $hours } час.</i>
    [few] <i>Ответ появится через { $hours } часа.</i>
    [many] <i>Ответ появится через { $hours } часов.</i>
   *[other] <i>Ответ появится через { $hours } часа.</i>
}
post-asked = <b>Есть ли этот пост в чате { $chat }?</b>
post-asked-answer = <b>Есть ли ответ на этот пост в чате { $chat }?</b>
post-asked-when = Он должен был выйти { $time } ({ $zone }). Telegram не сообщил, опубликован ли он, а бот посмотреть не может.
post-asked-what = Посмотрите, пожалуйста. «Отправить ещё раз» опубликует его заново: если он всё-таки там, их станет два.
post-there = Он там
post-again = Отправить ещё раз
post-kept = Принято: он уже в чате { $chat }.
post-sent-again = Он отправляется в чат { $chat } ещё раз.
post-again-disconnected = Этот чат отключён, туда ничего не отправляется. Сначала подключите его снова в /schedule.
post-again-stopped = Это расписание остановлено, по нему больше ничего не отправляется.
post-decided = На этот вопрос уже ответили, ничего не изменилось.
post-missed = <b>В чате { $chat } ничего не вышло</b>
post-missed-once = { $time }
post-missed-often = { $first } – { $last }, всего { $count }
post-missed-late = { $when }: время прошло раньше, чем удалось опубликовать.
post-missed-no-card = { $when }: не осталось карточек, подходящих расписанию. Больше не напомню, пока они не появятся.
post-missed-access = { $when }: бот не может там публиковать.
post-missed-topic = { $when }: тема группы удалена или закрыта. Расписание на паузе: выберите другую тему в /schedule и продолжите.
post-missed-long = { $when }: вопрос не помещается в одно сообщение.
post-missed-refused = { $when }: Telegram отказался принять пост. Подробности в журнале бота.
post-missed-zone = Время указано для { $zone }. Что выйдет дальше, показывает /schedule.
post-trouble-rights = <b>Бот больше не может публиковать в чате { $chat }.</b>
    Расписания ждут. Верните боту право публиковать, и они продолжатся сами. Если это группа, откройте её после этого в /schedule.
post-trouble-gone = <b>Бота больше нет в чате { $chat }, или самого чата уже нет.</b>
    Расписания ждут. Когда бот снова окажется там с правом публиковать, они продолжатся сами.
post-no-polls = <b>Участникам { $chat } нельзя отправлять опросы, и мне тоже.</b>
    Викторины выходят там как вопросы со скрытым ответом. Если разрешить опросы, викторины вернутся через день.
post-mended = Бот снова может публиковать в чате { $chat }: расписания продолжаются.

## Reports about posts and cards

report-posts = <b>Посты</b> ({ $zone })
report-no-posts = Пока ничего не публиковалось. Публиковать вопросы в канале или группе: /schedule
report-question = «{ $question }»
report-reach = Нажали «{ post-study }»: { $count }
report-votes = Голосов: { $count }, верных: { $percent } %
report-no-votes = Голосов пока нет
report-wrong = Самый частый неверный ответ: «{ $option }» ({ $count })
report-hardest = <b>Самые трудные вопросы за 30 дней</b>
    Среди викторин, где голосов не меньше { $least }.
report-no-hardest = Столько голосов пока не набрала ни одна викторина.
report-recalled = В своих занятиях его вспоминают в { $percent } % случаев (ответов: { $count })
report-told = <b>На что пожаловались</b>
report-reason = { $reason }: { $count }
report-nothing-told = Неразобранных жалоб нет.
report-open = Открыть { $number }
report-dismiss = Снять жалобы { $number }
report-undo = Вернуть жалобы, снятые последними
report-to-posts = Посты
report-to-hardest = Самые трудные вопросы
report-to-told = Жалобы на карточки
admins-about-card-dismissed = { $actor }: сняты жалобы на вопрос «{ $title }»
admins-about-card-reopened = { $actor }: возвращены жалобы на вопрос «{ $title }»
study-gone = Карточку из этого поста больше не спрашивают.
study-unknown = Я не знаю такого поста.
study-quiz-kept = Telegram не показывает мне правильный ответ пересланной викторины. Её вопрос стал началом новой карточки: пришлите ответ. Прервать: /cancel

## Broadcasts

broadcast-text = <b>Сообщение всем, кто учится.</b> Пришлите текст; форматирование сохранится. /cancel прервёт.
broadcast-not-text = Рассылка — это только текст, без картинок, файлов, стикеров и опросов. Пришлите текст.
broadcast-empty = В этом сообщении нечего показать. Пришлите текст.
broadcast-too-long = В тексте { $length } знаков, а в одно сообщение помещается { $limit }. Пришлите текст короче.
broadcast-too-many-marks = Для одного сообщения слишком много форматирования. Уберите часть выделений и ссылок и пришлите снова.
broadcast-ask = <b>Выше — то, что увидят люди.</b>
    Получателей: { $count }. Всего доступно: { $everybody }. Кто заблокировал бота или отключил новости, не получит ничего.
    Можно выбрать язык интерфейса; сам текст не переводится. После «Отправить» есть 30 секунд, чтобы остановить.
broadcast-you-too = Вы тоже получите это сообщение.
broadcast-ask-nobody = <b>Выше — то, что увидели бы люди.</b>
    На этом языке получателей нет. Выберите другой.
broadcast-everybody = Все
broadcast-share = { $name }: { $count }
broadcast-send = Отправить · { $count }
broadcast-edit = Изменить
broadcast-cancel = Отмена
broadcast-cancelled = Ничего не отправлено.
broadcast-over = Этот текст больше не готовится к отправке. Начать заново: /broadcast
broadcast-another = Сейчас идёт другая рассылка. Посмотреть её: /broadcast. Свою отправьте, когда та закончится.
broadcast-nobody = Получателей нет. Ничего не отправлено.
broadcast-waiting = <b>Рассылка вот-вот начнётся. Автор: { $name }</b>
broadcast-sending = <b>Рассылка идёт. Автор: { $name }</b>
broadcast-stopping = <b>Рассылка останавливается. Автор: { $name }</b>
broadcast-stopped = <b>Рассылка остановлена. Автор: { $name }</b>
broadcast-done = <b>Рассылка завершена. Автор: { $name }</b>
broadcast-opening = «{ $text }»
broadcast-in = Язык интерфейса: { $language }
broadcast-until = Начало в { $time } ({ $zone }), получателей: { $count }. Если остановить раньше, её не получит никто.
broadcast-sent = Отправлено: { $count } из { $of }
broadcast-blocked = Заблокировали бота: { $count }
broadcast-unknown = Возможно, получили (ответ Telegram потерян): { $count }
broadcast-failed = Telegram отказал: { $count }
broadcast-unsent = Не получили из-за остановки: { $count }
broadcast-unwanted = Тем временем отключили новости или ушли: { $count }
broadcast-stopped-by = Кто остановил: { $name }
broadcast-stop = Остановить
broadcast-look = Обновить
broadcast-mute = Отключить новости
broadcast-unmute = Включить новости
broadcast-muted = Новостей больше не будет. Включить снова: /settings
broadcast-unmuted = Новости снова включены.
admins-did-broadcast = { $actor }: рассылка
admins-did-broadcast-stopped = { $actor }: рассылка остановлена

## Forwarded posts

forward-kept = Сохранено в ваши личные карточки: { $count }. Кроме вас, их никто не видит.
forward-changed = Обновлено ваших карточек по этому посту: { $count }.
forward-undo = Отменить
forward-taken-back = Удалено ваших карточек: { $count }, вместе со всем, что о них запомнено.
forward-undone = Отменять уже нечего.
forward-known = Этот вопрос здесь уже есть.
forward-draft = <b>Черновиков для всех учеников: { $count }.</b> Примите, поправьте или оставьте на потом: всё ждёт в /review.
forward-draft-known = Этот пост уже ждёт решения, черновиков: { $count }.
forward-none = В этом посте нет вопроса с ответом. Вопрос кончается вопросительным знаком или говорит, что сделать, а ответ стоит под ним или под спойлером.
forward-none-editor = В этом посте нет вопроса. Карточку можно написать самому: /add
forward-advert = Похоже на рекламу: отсюда я ничего не взял.
forward-unanswered = Вопрос в этом посте есть, а ответа, который я могу прочесть, нет (текст на картинках я не читаю), поэтому карточки не будет. Перешлите пост с ответом.
forward-put-away = Этот вопрос здесь уже был и убран, поэтому карточки не будет.
forward-which-right = Telegram не показывает мне, какой вариант пересланной викторины верный. Нажмите верный, и получится ваша личная карточка.
forward-press-option = Нажмите верный вариант или отправьте /cancel
forward-key-over = Эта викторина больше не ждёт ответа: перешлите её ещё раз.
forward-too-many = За сутки вы сохранили { $limit } постов, больше нельзя. Завтра место снова будет.

## Posts of a connected channel

feed-open = Посты становятся карточками
feed-connect = Только читать посты
feed-is-off = <b>Сейчас:</b> посты этого канала не читаются.
feed-is-drafts = <b>Сейчас:</b> каждый новый пост с вопросом становится черновиком, решают редакторы в /review. Изменённый пост меняет свой черновик или карточку.
feed-is-cards = <b>Сейчас:</b> каждый новый пост с вопросом и ответом сразу становится карточкой. Изменённый пост меняет свою карточку; то, что ученики о ней помнят, остаётся.
feed-choose-off = Больше не читать
feed-choose-drafts = Делать черновики
feed-choose-cards = Сразу делать карточки
feed-since = <b>С { $date }:</b>
feed-read = • прочитано постов: { $count }
feed-drafted = • черновиков: { $count }
feed-published = • карточек: { $count }
feed-updated = • изменено вслед за постом: { $count }
feed-repeated = • уже было известно: { $count }
feed-adverts = • пропущено рекламы: { $count }
feed-nothing = • без вопроса: { $count }
feed-history = Telegram не даёт боту читать то, что опубликовано до него. Старые посты перешлите мне сюда или выгрузите канал в Telegram Desktop (⋮ → Экспорт истории чата → JSON) и пришлите файл.
feed-owner-only = Что посты становятся карточками без проверки, решает только владелец.
feed-channels-only = Так можно читать только посты канала.

## What cannot be done

refused-start-first = Сначала нажмите /start.
refused-not-editor = Менять вопросы могут только редакторы.
refused-unknown = Непонятно, что нужно сделать. Следующий вопрос: /quiz, что умеет бот: /help
refused-old-button = Эта кнопка устарела и больше не работает. Следующий вопрос: /quiz, возможности бота: /help.
refused-not-here = Это работает только в личном чате с ботом: напишите ему там.
refused-too-fast = Слишком быстро. Подождите, пожалуйста, несколько секунд.
error-incident = У бота что-то пошло не так (код { $code }). Попробуйте, пожалуйста, ещё раз.
error-later = Попробуйте, пожалуйста, позже.

## The picture of /stats: its characters must be in the fonts of bot/plots (python -m tests.cut_fonts)

picture-title = Ваши успехи
picture-streak = Дней подряд
picture-freezes = Заморозки
picture-today = Ответов сегодня
picture-due = ещё { $count } к повтору
picture-known = Карточек помните
picture-of-met = оценка, из { $count }
picture-on-date = оценка; { $date }: { $count }
picture-year = За год
picture-answers = { $count ->
    [one] { $count } ответ
    [few] { $count } ответа
    [many] { $count } ответов
   *[other] { $count } ответа
    }
picture-less = меньше
picture-more = больше ответов
picture-frozen = заморозка
picture-ahead = Ближайшие 30 дней
picture-a-day = около { $count } в день
picture-first-day = сегодня
picture-in-days = { $count ->
    [one] через { $count } день
    [few] через { $count } дня
    [many] через { $count } дней
   *[other] через { $count } дня
    }
picture-retention = Вспомнили за 30 дней
picture-young = до 3 недель
picture-mature = от 3 недель
picture-all = все
picture-too-few = { $count } из { $enough }
picture-calibration = Точность
picture-expected = ожидалось
picture-recalled = вспомнили
picture-off-by = ошибка { $percent }%
picture-later = после 30 ответов
picture-stability = Помните до
picture-below-day = суток
picture-week = недели
picture-month = месяца
picture-quarter = 3 месяцев
picture-within-year = года
picture-over-year = дольше
picture-topics = Помните из пройденных
picture-no-topic = Без темы
