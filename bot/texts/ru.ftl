## Commands

bot-description = Вопросы с собеседований программистов, пока ответы не запомнятся. Карточка, минута подумать, ответ и честная оценка: забытое вернётся скоро, выученное — нескоро.
bot-short-description = Вопросы с собеседований на карточках, которые возвращаются, когда начинаешь забывать.
command-quiz = Следующий вопрос
command-daily = Ежедневное напоминание в удобное время
command-stats = Что выучено и что пора повторить
command-topics = Темы и учебные планы
command-search = Поиск по вопросам
command-undo = Отменить последнюю оценку
command-settings = Язык, кнопки, новые карточки
command-help = Что умеет этот бот
command-privacy = Какие данные о вас хранятся
command-export = Ваши данные одним файлом
command-forget = Удалить все данные о вас
command-cancel = Прервать начатый ввод
command-add = Добавить вопрос
command-admins = Редакторы и журнал
command-review = Проверить черновики

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
card-short = Коротко:

drill-show-answer = Показать ответ
drill-skip = Пропустить
drill-more = ⋯ Ещё
drill-rating-1 = Снова
drill-rating-2 = Трудно
drill-rating-3 = Хорошо
drill-rating-4 = Легко
drill-rate = { $rating } · { $interval }
drill-known = Уже знаю
drill-undo = Отменить оценку
drill-bury = Отложить до завтра
drill-suspend = Исключить
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
drill-card-gone = Этой карточки больше нет. Следующий вопрос: /quiz
drill-returned = Карточка снова в вашем плане.
drill-too-late = Ответ на эту карточку уже засчитан. Ничего не изменилось.
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
drill-set-known = Отмечено как известное: больше не спрошу. Вернуть сейчас: /undo, позже карточку найдёт /search.
drill-set-suspended = Карточка исключена: больше не спрошу. Вернуть сейчас: /undo, позже карточку найдёт /search.
drill-set-buried = Карточка отложена: она вернётся завтра.

undo-nothing = Сегодня отменять нечего.
undo-too-late = Это уже отменено, или после этого было что-то ещё. Последнее действие отменит /undo.
undo-rating = Оценка отменена: { $rating }.
undo-aside = Карточка снова в вашем плане.

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
    { $state }
daily-next = Следующее: { $when }
daily-paused = Приостановлено
daily-change-time = Время
daily-change-zone = Часовой пояс
daily-change-days = Дни
daily-change-size = Число карточек
daily-pause = Приостановить
daily-resume = Возобновить
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
stats-retention = Усвоение за 30 дней: { $percent }% ({ $count ->
    [one] { $count } ответ
    [few] { $count } ответа
    [many] { $count } ответов
   *[other] { $count } ответа
})
stats-retention-unknown = Усвоение: появится после 20 повторённых карточек (сейчас { $count })
stats-streak = Дней подряд: { $count }
stats-ahead = <b>Ближайшие семь дней</b>
stats-day = { $day }: { $count }
stats-start = Начать

## Settings

settings-title = <b>Настройки</b>
    Язык: { $language }
    Языки карточек: { $cards }
    Кнопок оценки: { $buttons }
    Новых карточек в день: { $new }
    Часовой пояс: { $zone }
settings-language = Язык
settings-cards = Языки карточек
settings-buttons-2 = Две кнопки оценки
settings-buttons-4 = Четыре кнопки оценки
settings-new = Новых в день
settings-choose-cards = На каких языках задавать вопросы?
settings-choose-new = Сколько новых карточек в день?
settings-choose-language = Язык бота

## Help, privacy, data

help-text = <b>Sobes помогает запомнить ответы на вопросы с собеседований.</b>

    /quiz — следующий вопрос; /quiz asyncio — вопрос по одной теме
    /daily — напоминание в удобное время
    /topics — что можно выучить
    /search слова — поиск по вопросам
    /stats — что выучено, что пора повторить
    /undo — отменить последнюю оценку
    /settings — язык, кнопки, новые карточки в день
    /privacy, /export, /forget — ваши данные
    /cancel — прервать начатый ввод

    <b>Снова</b> значит: на собеседовании такой ответ не приняли бы. <b>Хорошо</b> значит: приняли бы. По этим оценкам бот решает, когда спросить снова (FSRS).
help-editor = <b>Редакторам</b>
    /add — добавить вопрос
    /review — проверить черновики
help-owner = <b>Владельцам</b>
    /admins — редакторы: пригласить, исключить, журнал
privacy-text = <b>Что о вас хранится</b>
    • числовой id в Telegram, язык, часовой пояс и настройки
    • ответы: карточка, время, оценка, сколько вы думали
    • чего бот ждёт от вас в следующем сообщении, пока он этого ждёт
    • напоминание и сообщения, отправленные по нему
    • карточки, которые вы отложили или на которые пожаловались, дополнительные новые карточки; являетесь ли вы редактором и какие черновики проверили, заблокирован ли бот

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

## Changing cards

## Proposals for a card

## Decks

## Channels and schedules

## Posts in channels and groups

## Reports about posts and cards

## Broadcasts

## What cannot be done

refused-start-first = Сначала нажмите /start.
refused-not-editor = Менять вопросы могут только редакторы.
refused-unknown = Непонятно, что нужно сделать. Следующий вопрос: /quiz, что умеет бот: /help
refused-old-button = Эта кнопка устарела и больше не работает. Следующий вопрос: /quiz, возможности бота: /help.
refused-not-here = Это работает только в личном чате с ботом: напишите ему там.
refused-too-fast = Слишком быстро. Подождите, пожалуйста, несколько секунд.
error-incident = У бота что-то пошло не так (код { $code }). Попробуйте, пожалуйста, ещё раз.
error-later = Попробуйте, пожалуйста, позже.
