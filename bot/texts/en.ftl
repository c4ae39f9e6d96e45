## Commands

bot-description = Questions from programming interviews, until you remember the answers. A card, a moment to think, the answer, your honest rating: what you forget comes back soon, what you know comes back late.
bot-short-description = Interview questions on cards that come back when you are about to forget them.
command-quiz = The next question
command-daily = A daily reminder at your hour
command-date = The day of your interview
command-stats = What you know and what is due
command-topics = Topics and study paths
command-search = Find a question
command-clinic = Cards that keep slipping away
command-undo = Take back the last step
command-settings = Language, buttons, new cards
command-help = What this bot does
command-privacy = What is stored about you
command-export = Your data as a file
command-forget = Erase everything about you
command-cancel = Stop what is being asked
command-add = Add a question
command-admins = Editors and the log
command-broadcast = Write to all learners
command-edit = Change a question
command-review = Decide on waiting drafts
command-import = Take in a file of questions
command-report = Posts, votes, reported cards
command-schedule = Channels and groups: what is posted when
command-decks = Sets of cards with a link

## Languages, levels

language-name = English
language-en = English
language-ru = Russian
language-zh = Chinese
level-junior = junior
level-middle = middle
level-senior = senior

## Starting

start-welcome = <b>Sobes asks you interview questions until you remember the answers.</b>
    Read the question, answer in your head, then look. Say honestly how it went: what you forgot comes back in ten minutes, what you know comes back days later.
start-owner = You are the owner of this bot now. /add adds a question.
start-editor = You are an editor of this bot now. /add adds a question.
start-invitation-invalid = This invitation has been used already or is too old.
start-invitation-kept = You can change the questions here already. The invitation stays open for somebody else.

## A card

card-new = new
card-unverified = unverified
card-likes = { $count ->
    [one] { $count } like
   *[other] { $count } likes
}
card-heat = { $count } views
card-source = Source: { $source }
card-left = Left today: { $count }
card-left-in-set = Left in your daily set: { $count }
card-no-topic = Other
card-answer-changed = <b>The answer to this card has changed since you last answered it.</b>
card-short = In short:

drill-show-answer = Show answer
drill-hint = Hint
drill-hint-text = <b>Hint:</b> { $hint }
drill-hint-second = <b>Second hint:</b> { $hint }
drill-hinted = With a hint it counts as Hard at best.
drill-hinted-again = The hints gave the answer away: this time it counts as not recalled.
drill-skip = Skip
drill-more = ⋯ More
drill-key-points = Key points
drill-answer = Answer
drill-points-good = A good answer says
drill-points-weak = What a weak answer says
drill-points-next = You may be asked next
drill-points-read = Read on
drill-point = • { $text }
drill-weak = • “{ $text }”
    — { $why }
drill-rating-1 = Again
drill-rating-2 = Hard
drill-rating-3 = Good
drill-rating-4 = Easy
drill-rate = { $rating } · { $interval }
drill-known = I know this
drill-undo = Undo
drill-bury = Bury until tomorrow
drill-suspend = Suspend
drill-start-over = Start over as new
drill-started-over = Forgotten: that card is asked as a new one. /undo brings your memory of it back.
drill-return = Ask me this again
drill-report = Report a mistake
drill-source = Source
drill-back = Back
drill-continue = Continue
drill-all-topics = All topics
drill-more-new = { $count ->
    [one] One more new card
   *[other] { $count } more new cards
}
drill-more-cards = { $count ->
    [one] One more card
   *[other] { $count } more cards
}
drill-left-out = { $count ->
    [one] One more card is due, but has no place in today’s plan: it comes on one of the next days.
   *[other] { $count } more cards are due, but have no place in today’s plan: they come over the next days.
}
drill-catch-up = <b>Welcome back. { $due ->
    [one] One card is due.
   *[other] { $due } cards are due.
    }</b> Nothing is lost, and it need not be done today. How many questions a day?
drill-catch-up-choice = { $questions } a day clears it in { $days ->
    [one] one day
   *[other] { $days } days
    }
drill-catch-up-usual = As usual, { $questions } a day
drill-card-gone = This card no longer exists. /quiz shows the next one.
drill-returned = The card is back in your plan.
drill-too-late = This card was answered already. Nothing was changed.
drill-counted-as = Your settings or your date have changed since the answer was shown: counted as { $rating } · { $interval }.
drill-recomputed = A new day has begun since the answer was shown: counted as { $rating } · { $interval }.
drill-done = <b>Done for now.</b> { $answered ->
    [0] Nothing is due.
    [one] One answer today.
   *[other] { $answered } answers today.
}
drill-next-due = The next repetition is due { $when }.
drill-new-tomorrow = New cards come tomorrow.
drill-nothing-planned = Nothing is planned yet.
drill-no-cards = There are no cards in this language yet. /settings can add another language of cards.
drill-daily-done = <b>That was your daily set:</b> { $answered ->
    [one] one answer today.
   *[other] { $answered } answers today.
} { $left ->
    [one] One more card could be asked.
   *[other] { $left } more cards could be asked.
}
drill-topic-unknown = There is no topic “{ $topic }”. /topics lists them.
drill-report-why = What is wrong with this card?
drill-report-answer = The answer is wrong
drill-report-unclear = It is unclear
drill-report-spam = It is not a question
drill-report-thanks = Thank you. An editor will look at it.
drill-source-text = <b>Where this card is from</b>
    { $source }
drill-source-editor = It was written for this bot.
drill-source-post = <b>The post:</b>
    { $post }
drill-set-known = Marked as known: it will not be asked again. /undo takes it back now; later, /search finds it.
drill-set-suspended = Suspended: it will not be asked. /undo takes it back now; later, /search finds it.
drill-set-buried = Buried: the card comes back tomorrow.

undo-nothing = There is nothing to take back today.
undo-too-late = That was taken back already, or something came after it. /undo takes back the last step.
undo-rating = Taken back: { $rating }.
undo-too-many = Only the last { $count } steps of a day can be taken back.
undo-aside = This card is back in your plan.
undo-returned = This card is put aside again.
undo-reset = Your memory of this card is back.
undo-words = Your own words for this card are as they were before.
undo-split = The two cards are gone; this one is back in your plan.

## The clinic

clinic-none = No card keeps slipping away from you. One that was forgotten on eight days would be listed here.
clinic-list = <b>Cards that keep slipping away: { $count }</b>
    The number says on how many days you forgot a card. More repetition alone rarely helps with these.
clinic-event = <b>This card keeps slipping away: forgotten on { $count } days.</b>
    { $question }

    Something else than one more repetition may help:
clinic-card = { $question }

    Forgotten on { $count } days.
clinic-own-wording = <b>In your words:</b> { $text }
clinic-own-hint = <b>Your hint:</b> { $text }
clinic-wording = Word it shorter
clinic-hint = A hint of my own
clinic-split = Split into two
clinic-pause = Pause for two weeks
clinic-report = Report a bad card
clinic-unsay = Remove my words
clinic-leave = Leave it as it is
clinic-ask = Ask me now
clinic-back = All such cards
clinic-left = It stays as it is. /clinic lists such cards.
clinic-paused = This card rests for { $count ->
    [one] one day
   *[other] { $count } days
}. /undo takes it back.
clinic-ask-wording = Send the question in your own, shorter words. Only you will see them. /cancel stops this.
clinic-ask-hint = Send a hint that would lead you to the answer. Only you will see it. /cancel stops this.
clinic-ask-split = Two small cards are easier than a big one. Send the first: the question in the first line, the answer below. Only you will see it. /cancel stops this.
clinic-split-second = Now the second: the question in the first line, the answer below.
clinic-split-form = Please send the question in the first line and the answer below it.
clinic-split-done = Your two cards come next. The old one rests from now on: { $question }
    /undo takes that back.
clinic-kept = Kept.
clinic-empty = Please send it as text.
clinic-too-long = That is too long: at most { $limit } characters.
clinic-not-needed = This card is not one that keeps slipping away.

## Intervals

interval-minutes = { $count }m
interval-days = { $count }d
interval-months = { $count }mo
interval-years = { $count }y
when-minutes = in { $count ->
    [one] one minute
   *[other] { $count } minutes
}
when-tomorrow = tomorrow
when-days = in { $count ->
    [one] one day
   *[other] { $count } days
}

## The daily reminder

daily-offer = Shall I bring you a few cards every day? Three taps: when, your local time, your city.
daily-offer-yes = Yes, remind me
daily-offer-later = Not now
daily-offer-closed = All right. /daily is there whenever you want it.
daily-when = At what time shall the cards come?
daily-other-time = Another time
daily-type-time = Send me the time as hours and minutes, such as 7:45.
daily-time-unknown = I cannot read that as a time. Send it as hours and minutes, such as 7:45.
daily-clock = What time is it where you are now?
daily-city = Which city has your time?
daily-other-city = Another city
daily-type-city = Send me the name of a large city near you, or a time zone such as Europe/Berlin.
daily-zone-unknown = I do not know that city. Try a larger one nearby, or a time zone such as Europe/Berlin.
daily-none = You have no daily reminder yet. /daily makes one.
daily-set = <b>Daily reminder</b>
    Time: { $time }, { $city }
    Days: { $days }
    Cards: { $size }
    Late reminder: { $late }
    { $state }
daily-next = Next: { $when }
daily-paused = Paused
daily-change-time = Time
daily-change-zone = Time zone
daily-change-days = Days
daily-change-size = Number of cards
daily-pause = Pause
daily-resume = Resume
daily-change-late = Late reminder
daily-pause-how-long = For how long? No reminders come meanwhile, no day counts as missed, and your streak waits. You can end the pause at any time.
daily-pause-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
    }
daily-pause-off = Only reminders off
daily-pause-end = End the pause
daily-pause-too-long = A pause is 1 to 14 days long.
daily-paused-until = Paused until { $day }, { $date }. Your streak waits.
daily-late-on = on
daily-late-off = off
daily-late-how = At { $time } a second reminder can come: only if your streak is { $days } days or longer and you have not answered a card that day.
daily-late = <b>{ $days ->
    [one] { $days } day
   *[other] { $days } days
    } in a row.</b> One card is enough for today.
daily-late-freeze = If today is too full, a freeze covers it by itself.
daily-late-nothing-due = Nothing is due today: a look at your plan is enough.
daily-back = Back
daily-which-days = On which days?
daily-how-many = How many cards at a time?
daily-last-day = One day has to stay. Pause the reminder instead.
daily-every-day = every day
daily-day-0 = Mon
daily-day-1 = Tue
daily-day-2 = Wed
daily-day-3 = Thu
daily-day-4 = Fri
daily-day-5 = Sat
daily-day-6 = Sun
daily-chosen = { $name } ✓
daily-opening = <b>Your cards for today: { $cards }.</b> In all: { $due } due, { $new } new.

## An interview date

date-when = When is your interview? The questions are then planned so that you know as much as possible on that day. Choose, or send the day, such as 12 Dec.
date-weeks = in { $count ->
    [one] one week
   *[other] { $count } weeks
    }
date-other-day = Another day
date-type = Send me the day, such as 12 Dec, 2026-12-12 or in 3 weeks. /cancel stops this.
date-unknown = I cannot read that as a day. Send it such as 12 Dec, 2026-12-12 or in 3 weeks.
date-past = That day has passed. Choose one that is still to come.
date-too-far = That is more than three years off: too far to plan. Choose a nearer day.
date-too-many = No more than { $limit } dates can be kept. /date lists them: remove one first.
date-gone = This date is not kept any more. /date shows what there is.
date-today = today
date-title = <b>Interview: { $day }</b>, { $when }
date-row = { $day }, { $when }
date-list = <b>Your interviews</b>
date-scope-all = Topics: everything
date-scope = Topics: { $topics }
date-no-cards = There are no cards in these topics yet.
date-pacing = { $cards ->
    [one] One card
   *[other] { $cards } cards
    } in { $days ->
    [one] one day
   *[other] { $days } days
    }: { $new } new a day, about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
    }.
date-pacing-far = { $cards ->
    [one] One card
   *[other] { $cards } cards
    } in { $days ->
    [one] one day
   *[other] { $days } days
    }: { $new } new a day.
date-all-met = You have met all { $cards } cards; until then they come back when it helps most.
date-final = The last days: whatever gains most by then comes first, new or not.
date-warm-up = Only a warm-up now: at most { $count } questions a day, nothing new.
date-short-questions = At { $questions } questions a day you will see { $seen } of { $cards } cards.
date-short-minutes = At { $minutes } minutes a day you will see about { $seen } of { $cards } cards.
date-estimates = Known on that day, in brackets where it ends up four times out of five:
date-if-stopped = If you stop now: estimate { $known } ({ $low } to { $high })
date-if-going-on = If you go on like this, { $questions } a day: estimate { $known } ({ $low } to { $high })
date-if-planned = With up to { $questions } a day: estimate { $known } ({ $low } to { $high })
date-start = Start with this plan
date-change = Keep this change
date-raise = { $count } questions a day
date-no-limit = No limit in minutes
date-move = Another day
date-topics = Choose topics
date-remove = Remove
date-another = One more date
date-all = All dates
date-kept = Kept. Your days are planned towards it from now on.
date-removed = This date is removed. Your cards come without it from now on.
date-put-back = Put it back
date-choose-topics = What will you be asked about?
date-everything = Everything
date-done = Done
date-ask = <b>Your interview was planned for { $day }.</b> How did it go?
date-well = Well
date-so-so = So-so
date-badly = Badly
date-was-moved = It was moved
date-thanks = Thank you for telling me.
date-thanks-badly = Thank you for telling me. What you have learned stays with you for the next one.
date-over = This date is over: your cards come as usual again. /date takes the next one.

## Topics, search, statistics

topics-title = <b>Topics</b>
topics-row = { $name } · { $count }
topics-empty = There are no cards in your languages yet.
topics-paths = <b>Study paths</b>
topics-path-question = { $number }. { $question }
search-how = Send the words after the command, such as <code>/search event loop</code>.
search-found = <b>Found for “{ $words }”</b>
search-nothing = Nothing found for “{ $words }”. Fewer words find more.
stats-title = <b>Your learning</b>
stats-due = Due today: { $count }
stats-learned = Learned for three weeks or longer: { $count }
stats-today = Answered today: { $count }
stats-retention = Retention over 30 days: { $percent }% (likely { $low } to { $high }%, { $answers })
stats-young = Of these, cards known for less than 3 weeks: { $percent }% (likely { $low } to { $high }%, { $answers })
stats-mature = Cards known for 3 weeks or more: { $percent }% (likely { $low } to { $high }%, { $answers })
stats-retention-unknown = Retention: shown after 20 repeated cards (now { $count })
stats-streak = Days in a row: { $count }
stats-brief-streak = Days in a row: { $days }, freezes left: { $freezes }
stats-brief-today = Today: { $answered } answered, { $due } still due
stats-longest = Most days in a row: { $count }
stats-freezes = Freezes left: { $count } of 2. Each covers a missed day by itself.
stats-known = Known now, by estimate: { $count } of { $cards } cards met
stats-by-quiz = Known from quizzes alone: { $count }. They count less until recalled without options.
stats-on-date = Known on { $date } if you stop now, by estimate: { $count }
stats-year = In the last year: { $answers } on { $days ->
    [one] { $days } day
   *[other] { $days } days
    }
stats-ahead = <b>Next seven days, expected cards</b>
stats-day = { $day }: { $count }
stats-a-day = In the next 30 days: about { $count } a day
stats-calibration = <b>Forecast check</b>
stats-bin = { $expected }% expected, { $recalled }% recalled ({ $answers })
stats-score = Log loss { $loss } (a constant guess: { $plain }), Brier score { $brier } ({ $flat }). Lower is better.
stats-stability = <b>Cards last up to</b>
stats-row = { $name }: { $count }
stats-topics = <b>Topics: known of cards met</b>
stats-topic = { $name }: { $count } of { $cards }
stats-start = Start
stats-in-words = In words
stats-dark = Dark picture
stats-light = Light picture

## Settings

settings-title = <b>Settings</b>
    Language: { $language }
    Cards in: { $cards }
    Rating buttons: { $buttons }
    Questions a day: { $questions }
    Minutes a day: { $minutes }
    New cards a day: { $new }
    Time zone: { $zone }
    A day begins at: { $rollover }
settings-parameters-default = Intervals: by the usual model of memory
settings-parameters-own = Intervals: by a model of memory fitted to your answers
settings-parameters-shared = Intervals: by a model of memory fitted to the answers of everybody here
settings-ratings = <b>Again</b>: not recalled. <b>Hard</b>: recalled with doubt or effort; it counts as recalled. <b>Good</b>: recalled. <b>Easy</b>: at once, without thinking.
settings-rollover = When a day begins
settings-choose-rollover = At what time does your day begin? Who studies past midnight is still in the evening before. The day that is going on now ends as planned.
settings-language = Language
settings-cards = Languages of cards
settings-buttons-2 = Two rating buttons
settings-buttons-4 = Four rating buttons
settings-questions = Questions a day
settings-minutes = Minutes a day
settings-minutes-none = no limit
settings-choose-questions = How many questions a day at most? New cards and repetitions count together.
settings-choose-minutes = How many minutes a day at most? The plan goes by how long you usually take.
settings-new = New cards a day
settings-choose-cards = In which languages shall I ask?
settings-choose-new = How many new cards a day?
settings-choose-language = Language

## Help, privacy, data

help-text = <b>Sobes turns interview questions into memory.</b>

    /quiz – the next question; /quiz asyncio – of one topic
    /daily – a reminder at your hour
    /date – the day of your interview
    /topics – what there is to learn
    /search words – find a question
    forward me a post – it becomes a card of your own
    /stats – what you know, what is due
    /clinic – cards that keep slipping away
    /undo – take back the last step, up to ten
    /settings – language, buttons, new cards a day
    /privacy, /export, /forget – your data
    /cancel – stop what is being asked

    <b>Again</b> means: an interviewer would not have accepted my answer. <b>Good</b> means: they would. The bot decides from that when to ask again (FSRS).
help-editor = <b>Editors</b>
    /add – add a question
    /edit words – change a question
    /review – decide on waiting drafts
    /import – take in files: Telegram exports, Anki, tables, Markdown
    /report – posts, votes, what learners reported
    /schedule – questions for channels and groups, by the clock
    /decks – sets of cards with a link
help-owner = <b>Owners</b>
    /admins – who edits: invite, remove, read the log
    /broadcast – write to all learners
help-chats = <b>Your channels and groups</b>
    /schedule – questions there, by the clock
privacy-text = <b>What is stored about you</b>
    • your numeric Telegram id, language, time zone and settings
    • your answers: card, time, rating, how long you thought
    • the days of your interviews and their topics, the plan of your day, and how your forgetting differs from the usual
    • the numbers of the memory model that were fitted to your answers; where the host shares a set, your answers go into its fit, and the numbers stay after /forget
    • your votes in the bot's quizzes in groups, and the posts from which you came to study their cards
    • what the bot expects you to send next, while it does
    • your reminder, and which messages were sent to you for it or by the owners to all
    • cards you put aside, started over or reported, your own wordings and hints for cards, more cards you asked for; whether you are an editor and which drafts you decided on, which files you sent to be imported (until they are read) and which imports were yours; whether you blocked the bot
    • which channels and groups you connected, and the schedules and decks you made: after /forget they stay, without your name

    Your name and user name are not stored, unless you are or were an editor or owner: then your name as last seen, who invited you, and a log of what you did as one. /forget takes your name and id out of that log; that something was done stays in it.
    Messages are kept only until they are handled, one that could not be for at most a week. /export gives you all of it, /forget erases it. The operator's backups hold it for a few days more.
export-caption = Everything stored about you.
forget-ask = Shall everything about you be erased: answers, memory, settings, reminder? This cannot be undone.
forget-owner-last = You are the only owner: the bot will have none then. At its next start it prints a new claim link, and whoever opens that first owns it.
forget-owner-listed = Your id stands in ADMIN_IDS: take it out there too, or the next start makes you an owner again.
forget-yes = Erase everything
forget-no = Keep it
forget-done = Everything about you is erased. /start begins anew.
forget-kept = Nothing was erased.
cancel-done = Stopped. Nothing was saved.
cancel-nothing = There is nothing to stop.

## Adding a question

add-question = <b>A new card.</b> Send me the question. /cancel stops.
add-answer = Now the answer. Code in a code block stays code.
add-topic = Which topic?
add-no-topic = No topic
add-level = Which level?
add-no-level = No level
add-language = Which language is the card in?
add-preview = <b>This is what learners will see:</b>
add-save = Save
add-cancel = Cancel
add-saved = Saved. Learners will meet this card.
add-saved-already = This card is saved.
add-exists = A card with exactly this question exists already. Nothing was saved.
add-empty = That is empty. Send it as text.
add-not-text = Please send it as text.
add-not-text-alone = A card is text alone, the picture or file would be lost. Send the text by itself, please.
add-question-too-long = The question has { $length } characters; at most { $limit } fit. Send a shorter one.
add-answer-too-long = The answer has { $length } characters; at most { $limit } fit. Send a shorter one.
add-over = This card is no longer being written. /add begins anew.
add-no-editor = You are not an editor any more: this card was given up and not saved.

## Owners and editors

admins-title = <b>Who may change the questions</b>
admins-owners = <b>Owners</b>
admins-editors = <b>Editors</b>
admins-nobody = nobody yet
admins-person = { $name }, since { $since }
admins-by-operator = set by the operator
admins-invited-by = invited by { $name }
admins-nameless = nameless, id { $id }
admins-forgotten = somebody who was forgotten
admins-invitations = <b>Open invitations</b>
admins-invitation = { $number }. until { $until }, by { $inviter }
admins-invite = Invite an editor
admins-withdraw = Withdraw { $number }
admins-remove = Remove { $name }
admins-keep = Keep
admins-undo = Undo: bring back { $name }
admins-log = Log
admins-ask-remove = Shall { $name } be removed? They can add and change nothing from then on; what they wrote stays.
admins-link = An invitation for one new editor, valid until { $until }. Whoever opens it first can change the questions. It is shown only here:
    { $url }
admins-joined = { $name } opened your invitation and is an editor now. /admins shows everybody.
admins-left = You own this bot no more.
admins-changed = Something has changed meanwhile; nothing was done. Here is how it stands now.
admins-full = There can be { $limit } editors and open invitations together. Remove or withdraw one first.
admins-listed = This owner is set by the operator and cannot be removed here.
admins-last-owner = You are the last owner and cannot be removed here.
admins-log-title = <b>Log</b> ({ $zone })
admins-log-empty = Nothing has happened yet.
admins-older = Older
admins-newest = Newest
admins-did-invited = { $actor } invited an editor
admins-did-withdrawn = { $actor } withdrew an invitation
admins-did-joined = { $actor } joined
admins-did-removed = { $actor } removed { $person }
admins-did-restored = { $actor } brought back { $person }
admins-did-added = { $actor } added “{ $question }”
admins-about-card-changed = { $actor } changed “{ $title }”
admins-about-card-restored = { $actor } put back an earlier version of “{ $title }”
admins-about-card-retired = { $actor } removed “{ $title }” from drills
admins-about-card-returned = { $actor } brought “{ $title }” back to drills
admins-about-draft-accepted = { $actor } accepted the draft “{ $title }”
admins-about-draft-variant = { $actor } accepted the draft “{ $title }” as a variant
admins-about-draft-source = { $actor } merged the draft “{ $title }” with a card
admins-about-draft-rejected = { $actor } rejected the draft “{ $title }”
admins-about-draft-undone = { $actor } undid the decision on the draft “{ $title }”
admins-about-draft-split = { $actor } cut the draft “{ $title }” in two
admins-about-import-accepted = { $actor } accepted many drafts of “{ $title }” at once
admins-about-import-undone = { $actor } took back the cards accepted at once from “{ $title }”

## Deciding on drafts

review-head = <b>Draft.</b> Waiting in all: { $count }
review-language = Language: { $language }
review-tags = Tags: { $tags }
review-has-edits = Changed by an editor.
review-no-answer = <b>Not complete yet:</b> it can be accepted once it has a question and an answer. “{ review-act-edit }” adds them.
review-empty = No draft is waiting.
review-busy = Other editors are working on everything that waits. Drafts: { $count }
review-act-accept = Accept
review-act-edit = Edit
review-act-merge = Merge
review-act-reject = Reject
review-act-skip = Skip
review-act-original = Original
review-act-back = Back
review-undo = Undo the last decision
review-field-question = Question
review-field-answer = Answer
review-field-topic = Topic
review-field-level = Level
review-field-lang = Language
review-reset = Take all changes back
review-undo-change = Undo the last change
review-type-question = Send me the new question. /cancel leaves the old one.
review-type-answer = Send me the new answer. /cancel leaves the old one.
review-why = <b>Confidence of the parser: { $percent }%</b>
review-post = <b>The post:</b> { $name }, from line { $line } of { $of }
review-whole-post = The whole post
review-label = the label “{ $label }” stands there
review-code-blocks = blocks of code: { $count }
review-reason-sections = a problem is told, then come sections with lists
review-reason-advice = it closes with advice
review-reason-steps = it has numbered steps
review-reason-asks = the line ends with a question mark
review-reason-demand = the question is labelled, or put as a demand
review-reason-line = an answer follows on the next line
review-reason-technical = there are technical words
review-reason-unanswered = no answer follows
review-reason-heading = the heading asks something
review-reason-above = the question stands above its popularity or the heading of the answer
review-reason-title = the title says that it is an interview question
review-reason-numbered = the answer has numbered sections
review-reason-answered = an answer follows
review-reason-contents = a list of contents stands under the title
review-reason-textless = the text of the chapters is missing
review-merge-same = <b>Which card asks the same?</b> The draft becomes its variant, or one more source of it if the question is just the same.
review-merge-unanswered = <b>Which card asks the same?</b> The draft has no answer: it becomes one more source of that card.
review-merge-row = { $number }. { $question }
review-merge-none = No card comes near this draft.
review-accepted = Published: learners will meet this card.
review-variant = Published as a variant of that card: nobody gets both on one day.
review-source = Noted as one more source of that card.
review-rejected = Rejected: it will not come again.
review-skipped = Skipped: it comes again after the others.
review-alone = Skipped, but no other draft is free. Here it is again.
review-edited = Changed.
review-undone = Undone: this draft waits again.
review-taken = Another editor is working on that draft now. Nothing was changed.
review-decided = That draft has been decided on by somebody else. Nothing was changed.
review-already = You have decided on that draft already. Nothing was changed.
review-changed = That draft has changed since. Nothing was done; look at it as it is now.
review-incomplete = Without a question and an answer it cannot be accepted. Edit it first.
review-exists = A card with exactly this question exists already. Merge the draft with it, or reject it.
review-card-gone = That card no longer exists. Nothing was changed.
review-undo-over = This is not your last decision any more, or it has been undone already.
review-undo-changed = The card has been changed since: this decision can no longer be undone.
review-undo-rated = A learner has answered this card already: it stays.
review-split-act = Split in two
review-act-apart = It is another question
review-write-question = Write the question
review-no-question = <b>No question yet:</b> it stood in a picture, or is missing. “{ review-write-question }” adds it.
review-no-key = <b>Which option is right?</b> The source does not tell for certain. Tap its number, then it can be accepted.
review-see-post = Open the post
review-option = { $number }. { $text }
review-option-right = { $number }. { $text } <b>(right)</b>
review-option-guess = { $number }. { $text } (perhaps right: chosen by whoever exported it, or by most voters)
review-alike = <b>It looks like a card that exists.</b> Is it the same question?
review-alike-merge = Same as { $number }: merge
review-split-where = <b>Where does the second question begin?</b> The first one is: { $question }

    Tap the number of the part with which the second begins. Or send me the second question as it stands in the text. /cancel leaves the draft whole.
review-split-block = { $number }. { $text }
review-split-before = Earlier parts
review-split-after = Later parts
review-split = Cut in two: this is the first half, the second comes next.
review-split-not-found = These words do not stand in the draft outside of code, or they are its beginning. Copy them from the text.
review-undo-split = One of the two drafts has been changed or decided on since: they can no longer be put together.
review-imports = Imports
review-reason-cut = an editor cut it from another draft
review-reason-gaps = it is an Anki note with gaps
review-reason-note = it is an Anki note with a question and an answer
review-reason-written = it was written as a card
review-reason-changed = it was changed in Anki
review-reason-fields = question and answer stand in fields of their own
review-reason-unasked = there is an answer without a question
review-reason-channel = it stands in a channel of interview questions
review-reason-spoiler = the answer is hidden under a spoiler
review-reason-joined = the answer was found by its number
review-reason-marked = it has a question mark or a label
review-reason-begins = it begins as a question does
review-reason-picture = the question, or its code, stands in a picture or recording
review-reason-words = its words ask something
review-reason-keyless = there are options, but no sure key
review-reason-leading = there is no key; what most people chose is proposed
review-reason-chosen = there is no key; what the channel’s owner chose is proposed
review-reason-numbers = it stands in a numbered list of questions
review-reason-options = there are options to choose from
review-reason-key = there is a key that names the right option
review-reason-poll = it is a poll
review-reason-quiz = it is a quiz
review-reason-labels = the answer has a label, and the question stands above it
review-reason-labelled = the question has a label
review-reason-form = it looks like the other questions of the page

## Importing

import-explained = <b>Send me a file</b>, or several as one album, at any time. I read them and say what I found; cards wait as drafts in /review.

    • Telegram Desktop exports: result.json, messages.html; saved pages of t.me/s
    • Anki: .apkg, .colpkg
    • Tables and lists: CSV, TSV, JSON, JSON Lines, TOML
    • Texts: Markdown, Obsidian, Quizlet, plain text copied from channels

    <b>A file over 20 MB</b> cannot come to a bot. Export fewer messages or without media, send it in parts, or import it where the bot runs: <code>python -m bot import FILE</code>

    <b>A bot cannot read what a channel posted before.</b> Forward posts to me, or export the channel with Telegram Desktop: open the channel, “Export chat history”, format JSON. New posts I can read by myself: “{ import-connect }” connects the channel.
import-connect = Read a channel’s new posts
import-begins = “{ $name }” has arrived. I am reading it.
import-waits = “{ $name }” has arrived. Imports before it: { $ahead }
import-stop = Stop
import-stopping = The import stops. What was taken in so far stays.
import-reading = Reading “{ $name }”: { $percent }%
import-file-of = File { $number } of { $of }
import-resumed = The bot was restarted in between and goes on.
import-was-resumed = The bot was restarted in between. What it had taken in before counts as known already.
import-done = <b>“{ $name }” is read.</b>
import-done-files = <b>All files are read: { $count }</b>
import-by-file = { $name }: { $told }
import-unread = Not read: { $kind }
import-fault = Not read to its end: { $kind }
import-kind-empty = the file is empty.
import-kind-large = it is too large. Send it in parts.
import-kind-cut = it breaks off. Fetch it or export it again.
import-kind-encoding = it is no text that I can read. Save it as UTF-8.
import-kind-locked = it is locked with a password. Send it without one.
import-kind-strange = it is damaged, or not what its name says. Export it again.
import-file-unchanged = Nothing new: this very file was imported before.
import-file-stopped = You stopped it. What was found before stays.
import-file-waiting = Not read: you stopped before it.
import-file-lost = Telegram did not give me this file. Send it again.
import-file-crashed = I failed at this file several times and left it. Please try it in parts.
import-nothing = No questions were found.
import-drafted = New drafts: { $count }
import-published = New cards: { $count }
import-updated = Brought up to date: { $count }
import-repeated = Known already: { $count }
import-variants = Of the new ones, variants of others: { $count }
import-kept = Left as an editor wrote them: { $count }
import-dropped = Dropped: { $count }
import-what-now = Waiting from this import: { $count }. Decide one by one with /review, or accept at once those that the parser is sure of and that look like no other card. For seven days that can be undone at once.
import-losses = What was dropped, and why: file and line, the reason, how it begins.
import-only-editors = Files are for editors. Forward me a post with a question instead: it becomes a card of your own.
import-too-big = “{ $name }” is too big: a bot gets at most { $limit } MB. /import says how to do it instead.
import-too-many = So many of your files wait already: { $limit }. Send this one once they are read.
imports-none = Nothing has been imported yet. /import tells how.
imports-listed = <b>The last imports</b>
imports-row = { $number }. { $name }, { $at }: { $waiting } waiting
imports-one = <b>Import “{ $name }”</b>
imports-waiting = Waiting for a decision: { $waiting }
imports-accept-ask = The buttons publish at once what has an answer, looks like no other card, and of which the parser is at least so sure.
imports-accepted = Accepted at once: { $count }, from { $percent }% on
imports-accept = Accept from { $percent }% on: { $count }
imports-undo = Take back the { $count } accepted at once
imports-look = How it stands now
imports-accepting = “{ $name }”: accepting… { $done } of { $of }
imports-undoing = “{ $name }”: taking back… { $done } of { $of }
imports-accepted-now = <b>“{ $name }”</b>
    Published: { $count }
    Left waiting for a look: { $left }
imports-undone-now = <b>“{ $name }”</b>
    Taken back, waiting as drafts again: { $count }
    Left as they are, changed or removed since: { $kept }
imports-nothing-ready = Nothing of this import waits from { $percent }% on.
imports-under-way = This import is being accepted or taken back just now. Wait for the end.
imports-undone-already = That has been taken back already.
imports-undo-over = That can be taken back for seven days only. /edit removes single cards.

## Changing cards

edit-which = <b>Which card?</b> Send me words of its question or answer, or choose one of those changed last.
edit-which-none = Which card? Send me words of its question or answer.
edit-row-retired = { $question } (not asked)
edit-which-chat = <b>Whose cards?</b> These are the chats that you run.
edit-of-chat = Cards of this chat
edit-chat-cards = <b>Cards of { $title }</b>
    Only this chat’s schedules post them.
edit-chat-none = { $title } has no cards of its own yet. Only its schedules would post them.
edit-chat-new = Write a card
edit-chat-all = All cards of the chat
edit-chat-full = A chat can have { $limit } cards of its own.
edit-head = <b>Card</b>, version { $number }
edit-is-retired = It is not asked any more.
edit-empty = Empty: { $fields }
edit-button = Edit
edit-button-number = Edit { $number }
edit-field-question = Question
edit-field-answer = Answer
edit-field-short_answer = Short answer
edit-field-topic = Topic
edit-field-level = Level
edit-field-lang = Language
edit-field-tags = Tags
edit-field-key_points = Key points
edit-field-misconceptions = Misconceptions
edit-field-follow_up = Follow-up
edit-field-hint = Hint
edit-field-choice = Choice form
edit-field-references = References
edit-history = History
edit-proposals = Proposals
edit-retire = Remove from drills
edit-ask-again = Bring back to drills
edit-cancel = Cancel
edit-take-away = Remove it
edit-right = Right: { $option }
edit-wrong = Wrong: { $option }
edit-why = Why: { $why }
edit-now-it-is = <b>As it is now:</b>
edit-ask-question = Send me the new question. Formatting and code stay as you send them.
edit-ask-answer = Send me the new answer. Formatting and code stay as you send them.
edit-ask-short_answer = Send me the answer in one or two sentences.
edit-ask-tags = Send me the tags, with commas between them.
edit-ask-key_points = Send me what a good answer must contain, a line for each point. Other words for a point go after it, behind the sign |, such as
    <code>the global interpreter lock | GIL</code>
edit-ask-misconceptions = Send me what a weak answer says, a line for each. Why it is wrong goes after it, behind the sign |.
edit-ask-follow_up = Send me the question that an interviewer asks next.
edit-ask-hint = Send me a hint that does not give the answer away.
edit-ask-choice = Send me the options, a line for each: first the right one, then three or more wrong ones, each at most 100 characters long. Then an empty line, and why the first one is right, in at most 200 characters.
edit-ask-references = Send me where one can read more about it, a line for each.
edit-saved = Saved. What learners remember of this card stays.
edit-same = The card already says that. Nothing was changed.
edit-meanwhile = Somebody has changed this card meanwhile. Nothing was saved; here is how it stands now.
edit-meanwhile-look = <b>Somebody has changed this card meanwhile.</b> Your text is not lost: with it, the card would be as follows.
edit-restored = Restored. That, too, can be undone in the history.
edit-retired = Nobody is asked this card any more. Its history and what learners remember stay.
edit-returned = This card is asked again, with all that learners remember of it.
edit-unchanged = Nothing was saved.
edit-saved-already = That is already saved.
edit-over = This change is over. Open the card again with /edit.
edit-card-gone = There is no such card.
edit-exists = Another card already asks exactly this. Nothing was saved.
edit-language-taken = This card already exists in that language. Nothing was saved.
edit-no-poll = The question is too long for a quiz poll (at most 300 characters): channels get it as a question with a hidden answer.
edit-too-long = That has { $length } characters; at most { $limit } fit. Send a shorter one.
edit-too-many = There are { $count } of them; at most { $limit } can stand there.
edit-line-too-long = Number { $number } has { $length } characters; at most { $limit } fit.
edit-choice-few = A choice form needs the right option and at least { $wrong } wrong ones.
edit-choice-equal = “{ $option }” is there twice: Telegram takes no poll with two equal options.
edit-choice-no-why = The reason is missing. Put an empty line after the options, then say why the first one is right.
edit-choice-why-long = The reason has { $length } characters; at most { $limit } fit into a poll.
edit-choice-why-lines = The reason can have at most { $limit } lines in a poll.
edit-history-title = <b>What was changed</b> in “{ $question }” ({ $zone })
edit-history-empty = Nothing yet.
edit-history-row = { $number }. { $at } · { $who }: { $did }
edit-open-change = Change { $number }
edit-back-to-card = Back to the card
edit-put-back = Restore the version before it
edit-was = Was: { $text }
edit-now = Now: { $text }
edit-only-spacing = Only spaces and empty lines differ.
edit-by-import = import
edit-did-fields = { $did } ({ $fields })
edit-did-changed = changed
edit-did-restored = restored an earlier version
edit-did-retired = removed from drills
edit-did-returned = brought back to drills
edit-did-merged = sources changed
edit-did-imported = read anew from its post

## Proposals for a card

enrich-title = <b>Proposals for a card</b>
    { $question }
enrich-proposed = { $field }: proposed by the program, not on the card yet
enrich-because = Why this one: { $reasons }.
enrich-check-wrong = Some wrong options are taken from other cards: make sure that none of them answers this question.
enrich-check-changed = Some wrong options are statements with a word changed: make sure that each is really wrong.
enrich-is-accepted = { $field }: accepted, it is on the card.
enrich-is-dropped = { $field }: the proposal was dropped.
enrich-none = { $field }: nothing is proposed. { $why }
enrich-nothing = There is nothing to propose: the card has its choice form, its key points and its level.
enrich-act-accept = Accept: { $field }
enrich-act-edit = Edit: { $field }
enrich-act-drop = Drop: { $field }
enrich-act-undo-accepted = Take off the card: { $field }
enrich-act-undo-dropped = Propose again: { $field }
enrich-write-quiz = Write the choice form in Telegram
enrich-next = Next without a choice form
enrich-open-card = Open the card
enrich-back = Back
enrich-to-copy = The proposal, to copy and change. /cancel leaves the card as it is.
enrich-accepted = Accepted: it is on the card.
enrich-written = Saved as you wrote it: it is on the card.
enrich-dropped = Dropped: it will not come again for this version of the card.
enrich-undone = Undone: the proposal waits again.
enrich-quiz = Your quiz is now the choice form of the card. The card’s history can bring the old one back.
enrich-already = That was already decided. Nothing was changed.
enrich-meanwhile = Somebody has changed this card meanwhile. Nothing was done; here is how it stands now.
enrich-over = This proposal was decided on, or the card has changed since. “{ edit-proposals }” on the card shows what is proposed now.
enrich-all-have = Every card has a choice form.
enrich-ask-quiz = The key below opens Telegram’s quiz editor. Write three or more wrong options beside the right one, and an explanation. The question of the quiz does not matter: the card keeps its own.
enrich-open-editor = Write a quiz
enrich-send-quiz = Send a quiz: the key below opens the editor. /cancel stops.
enrich-quiz-taken = The quiz has arrived.
enrich-poll-regular = That is an ordinary poll without a right option. Send a quiz.
enrich-poll-hidden = Telegram does not tell which option of a forwarded quiz is right. Write the quiz yourself with the key below.
enrich-poll-several = That quiz has several right options; a card has one. Send another quiz.
enrich-reason-short-answer = a statement of the short answer
enrich-reason-sentence = a whole statement of the answer
enrich-reason-one-of-many = one statement of a long answer, to be found among false ones
enrich-reason-misconceptions = wrong options from the card’s misconceptions
enrich-reason-opposites = wrong options with a word turned into its opposite or another term
enrich-reason-numbers = wrong options with another number
enrich-reason-negations = wrong options that deny what is so, or the other way round
enrich-reason-same-topic = wrong options from cards of the same topic
enrich-reason-near-topic = wrong options from cards that share words with this one
enrich-reason-easy-to-guess = easy to guess: no wrong options were found that are as likely as the right one. Better write your own
enrich-reason-piece = a part of a longer sentence, or a line of its code: make sure that it says enough
enrich-reason-headings = headings of the answer
enrich-reason-phrases = phrases that other answers do not have
enrich-reason-parts = parts of an answer that says little
enrich-reason-synonyms = other words that the answer itself gives
enrich-reason-definition = a question for a definition
enrich-reason-comparison = a question for a difference
enrich-reason-brief = a brief answer
enrich-reason-design = a question for a design
enrich-reason-failure = a failure under load or of several parts
enrich-reason-scale = a large scale
enrich-reason-diagnosis = a question for the cause of an incident
enrich-reason-long = an answer in several chapters
enrich-reason-in-between = neither a short question nor a task of several parts
enrich-reason-clear-signs = clear signs
enrich-reason-few-signs = too few signs to be sure
enrich-lack-no-statement = No statement of the answer is short and clear enough to be the right option. “{ enrich-write-quiz }” opens Telegram’s quiz editor.
enrich-lack-gives-away = No three options were found that are surely wrong and do not give the right one away. “{ enrich-write-quiz }” opens Telegram’s quiz editor.
enrich-lack-few-points = Fewer than three phrases of the answer would make good points.

## Decks

decks-title = <b>Decks</b>
decks-title-chat = <b>Decks of this chat</b>
decks-which-chat = <b>Whose decks?</b> These are the chats that you run.
decks-what = There is no deck yet. A deck is a named set of cards with a link: whoever opens it is asked these cards.
decks-counted = { $title } · { $count }
decks-of-chat = Decks of this chat
decks-to-chat = Back to the chat
decks-of-this-card = Decks
decks-new = New deck
decks-previous = Previous page
decks-next = Next page
decks-type-title = What should the new deck be called? Send me the name. /cancel stops.
decks-type-rename = Send me the new name. The link stays. /cancel leaves the old name.
decks-made = The deck is made. Now put cards into it.
decks-cards = Cards: { $count }
decks-language = { $language }: { $count }
decks-schedules = Schedules that post from it: { $count }
decks-link = Link for learners: { $url }
decks-show = Cards
decks-add = Add cards
decks-rename = Rename
decks-remove = Remove the deck
decks-all = All decks
decks-back = Back to the deck
decks-undo = Undo
decks-removed = The deck “{ $title }” is removed, and its link no longer works. The cards themselves stay.
decks-restored = The deck is back, and so is its link.
decks-renamed = Renamed.
decks-put = The card is in the deck.
decks-taken = The card is out of the deck.
decks-filled = { $count ->
    [0] All these cards were in the deck already.
    [one] One card was put in.
   *[other] { $count } cards were put in.
}
decks-emptied = { $count ->
    [one] One card was taken out again.
   *[other] { $count } cards were taken out again.
}
decks-stale = The deck has changed meanwhile; nothing was done. Here is how it stands now.
decks-no-cards = There are no cards in it yet.
decks-range = <b>Deck “{ $title }”</b>, cards { $first }–{ $last } of { $total }
decks-row = { $number }. { $question }
decks-take-out = Take out { $number }
decks-type-words = Send me words: I look for cards that hold them all. Or add many cards at once.
decks-by-choice = By topic, level or language
decks-found = <b>Found for “{ $words }”</b>
    A press puts a card into “{ $title }”, or takes a marked one out. Other words find other cards.
decks-found-none = Nothing found for “{ $words }”. Send me other words; fewer find more.
decks-inside = ✓ { $label }
decks-chosen = <b>Which cards should go into “{ $title }”?</b>
    Such cards: { $total }. Not in the deck yet: { $outside }
decks-any = any
decks-by-topic = Topic: { $value }
decks-by-level = Level: { $value }
decks-by-lang = Language: { $value }
decks-which-language = Which language?
decks-fill = { $count ->
    [one] Add one card
   *[other] Add { $count } cards
}
decks-of-card = <b>Which decks should this card be in?</b>
    { $question }
decks-to-card = Back to the card
decks-opened = <b>Deck “{ $title }”.</b> Cards: { $count }
decks-foreign = Cards in languages you have not chosen: { $count }. They are asked here; add their language in /settings, and they come back in /quiz too.
decks-empty = The deck “{ $title }” has no cards yet. Here is what comes next for you.
decks-gone = There is no such deck, or it was removed. Here is what comes next for you.
decks-all-cards = All cards
decks-title-too-long = The name has { $length } characters; at most { $limit } fit. Send a shorter one.
decks-title-taken = Another deck has this name. Choose another one.
decks-too-many = There can be { $limit } decks. Remove one first.
decks-full = A deck holds at most { $limit } cards: these do not all fit. Nothing was put in.
decks-in-use = Schedules post from this deck: { $count }. Choose something else in /schedule first.
decks-removed-already = This deck has been removed.
decks-card-gone = This card is not asked any more, so it cannot be put into a deck.
admins-about-deck-made = { $actor } made the deck “{ $title }”
admins-about-deck-renamed = { $actor } renamed a deck to “{ $title }”
admins-about-deck-filled = { $actor } put cards into the deck “{ $title }”
admins-about-deck-thinned = { $actor } took cards out of the deck “{ $title }”
admins-about-deck-removed = { $actor } removed the deck “{ $title }”
admins-about-deck-restored = { $actor } brought back the deck “{ $title }”

## Channels and schedules

schedule-chats = <b>Channels and groups</b>
schedule-chats-none = <b>No channel or group is connected yet.</b> Connect one here. Or add me to it yourself, in a channel as an administrator: I will then write to you what comes next.
schedule-open = Open { $title }
schedule-connect = Connect a channel or group
schedule-pick = <b>Which one?</b> Choose it with the keys below. Telegram then puts me there with just what I need: in a channel the right to post (to read its posts, none at all), in a group a member’s place.
schedule-pick-channel = Choose a channel
schedule-pick-group = Choose a group
schedule-pick-feed = A channel whose posts become cards
schedule-pick-cancel = Cancel
schedule-pick-over = Nothing was connected.
schedule-connected = { $title } is connected.
schedule-connected-already = { $title } was connected already.
schedule-cannot-see = I cannot see that chat. Add me to it, in a channel as an administrator, and choose it again.
schedule-lacks = <b>I cannot post in { $title } yet.</b>
schedule-lack-absent = • I am not there. Add me, in a channel as an administrator.
schedule-lack-post = • I need the right to post messages.
schedule-lack-texts = • I am not allowed to send messages.
schedule-lacks-then = Change that in the settings of the chat, then choose it again with /schedule.
schedule-added = I am in { $title } now and can post there.
schedule-make-first = Make a schedule
schedule-nameless = chat { $id }
schedule-chat-empty = There is no schedule yet.
schedule-trouble-rights = <b>I cannot post there now:</b> in a channel I need the right to post, in a group I must be allowed to send messages. Everything waits until then.
schedule-trouble-gone = <b>I am not there any more,</b> or the chat is gone. Everything waits until I am added again.
schedule-row = { $number }. { $times }, { $days } ({ $city })
schedule-row-paused = { $number }. { $times }, { $days } ({ $city }): paused
schedule-open-number = Schedule { $number }
schedule-new = New schedule
schedule-past = Posts so far
schedule-leave = Disconnect
schedule-all-chats = All chats
schedule-left = { $title } is disconnected: nothing is posted there any more. Its schedules are kept.
schedule-undo = Undo
schedule-back = Back
schedule-changed = Something has changed meanwhile; nothing was done. Here is how it stands now.
schedule-telegram-silent = Telegram does not answer now. Nothing was changed; please try again.
schedule-not-admin = Telegram does not name you as an administrator who may post there. Nothing was changed.
schedule-too-many-chats = You can connect { $limit } chats. Disconnect one first.
schedule-too-many = A chat can have { $limit } schedules. Stop one first.
schedule-is-stopped = This schedule is stopped. Make a new one with /schedule.
schedule-is-left = This chat is disconnected. Connect it again with /schedule.
schedule-cannot-ask = I am not in that chat any more, so Telegram does not tell me who runs it. Add me again first.
schedule-deck-gone = This deck no longer exists. Choose another one.
schedule-no-other-card = There is no other card for this post.
schedule-post-over = There is no such post to come any more.
schedule-cannot-post = I cannot post there now. The page of the chat says why.
schedule-nothing-to-post = No card fits this schedule. Choose another topic, level, language or deck.
schedule-times-full = { $limit } times a day are the most. Take one out first.
schedule-last-time = One time has to stay. Pause the schedule instead.
schedule-last-day = One day has to stay. Pause the schedule instead.
schedule-zone-unknown = I do not know that city. Try a larger one nearby, or a time zone such as Europe/Berlin.
schedule-time-unknown = I cannot read that as a time. Send it as hours and minutes, such as 7:45.
schedule-thread-unknown = That is no link into a topic of this forum. Copy the link of a message in that topic and send it to me.
schedule-anonymous = I cannot see who you are: you write as an anonymous administrator. Open a private chat with @{ $bot } and send /schedule there.
schedule-in-private = Schedules are made in a private chat: open @{ $bot } and send /schedule there.
schedule-title = <b>Schedule for { $title }</b>
schedule-says-time = Times: { $times } ({ $city })
schedule-says-days = Days: { $days }
schedule-says-cards = Cards: { $cards }
schedule-says-hottest = Order: the most popular first
schedule-says-oldest = Order: the oldest first
schedule-says-spoiler = Form: a quiz where the card has choices, else the answer hidden until it is tapped
schedule-says-later = Form: a quiz where the card has choices, else the answer as a reply after { $hours ->
    [one] one hour
   *[other] { $hours } hours
}
schedule-says-stay = Old posts: stay
schedule-says-keep = Old posts: removed after a day
schedule-says-general = Forum topic: General
schedule-says-thread = Forum topic: number { $thread }
schedule-stock = Cards not posted here yet: { $count }. After them the first ones come again.
schedule-stock-again = All cards have been posted here, { $count } in number: they come again, the longest ago first.
schedule-stock-none = <b>No card fits:</b> nothing will be posted. Choose another topic, level, language or deck.
schedule-next = <b>Next:</b> { $when } – { $what }
schedule-paused = <b>Paused:</b> nothing is posted.
schedule-post = { $number }. { $when } – { $what }
schedule-post-changed = { $number }. { $when } – { $what } (chosen by hand)
schedule-skipped = skipped
schedule-no-card = no card is left
schedule-change-time = Times
schedule-change-days = Days
schedule-change-zone = Time zone
schedule-change-lang = Language
schedule-change-topic = Topic
schedule-change-level = Level
schedule-change-deck = Deck
schedule-change-first = Order
schedule-change-answer = Form of the answer
schedule-change-keep = Old posts
schedule-change-thread = Forum topic
schedule-posts = Next posts
schedule-post-now = Post now
schedule-do-pause = Pause
schedule-do-resume = Resume
schedule-do-stop = Stop
schedule-choose-time = <b>When shall it post?</b> Times are those of { $city }. A tap puts one in or takes it out.
schedule-type-time = Another time
schedule-send-time = Send me the time as hours and minutes, such as 7:45.
schedule-choose-days = <b>On which days?</b>
schedule-choose-clock = <b>What time is it where the readers are?</b> Now the times are those of { $city }.
schedule-choose-city = <b>Which city has that time?</b>
schedule-type-zone = Another city
schedule-send-zone = Send me the name of a large city, or a time zone such as Europe/Berlin.
schedule-choose-lang = <b>In which language are the cards and buttons?</b>
schedule-choose-topic = <b>Which topic?</b>
schedule-all-topics = all topics
schedule-choose-level = <b>Which level?</b>
schedule-all-levels = all levels
schedule-choose-deck = <b>From which deck?</b>
schedule-no-decks = There are no decks yet: the cards are chosen by topic, level and language.
schedule-all-cards = All cards
schedule-of-deck = from the deck “{ $title }”
schedule-deck-removed = from the deck “{ $title }”, which was removed
schedule-deck-nameless = nameless deck
schedule-choose-first = <b>What comes first?</b>
schedule-first-hottest = The most popular cards
schedule-first-oldest = The oldest cards
schedule-choose-answer = <b>Where is the answer of a card without choices?</b> One with choices becomes a quiz.
schedule-answer-spoiler = In the post, hidden until tapped
schedule-answer-later = { $hours ->
    [one] A reply after one hour
   *[other] A reply after { $hours } hours
}
schedule-choose-keep = <b>What becomes of old posts?</b> Telegram lets a bot remove what is younger than two days.
schedule-keep-always = They stay
schedule-keep-day = Remove them after a day
schedule-thread-general = General
schedule-type-thread = Another topic
schedule-send-thread = Send me the link of any message in that topic: hold the message, then “Copy link”. Telegram shows bots no list of topics.
schedule-posts-title = <b>The next posts</b> ({ $city })
schedule-post-skip = Skip { $number }
schedule-post-other = Another card for { $number }
schedule-post-back = Undo { $number }
schedule-ask-post = Shall the next card be posted in { $title } at once? The times stay as they are.
schedule-sure = Yes, post it
schedule-posted = It goes out now.
schedule-stopped = The schedule for { $title } is stopped: nothing more comes of it.
admins-about-chat-connected = { $actor } connected { $title }
admins-about-chat-disconnected = { $actor } disconnected { $title }
admins-about-chat-restored = { $actor } connected { $title } again
admins-about-schedule-made = { $actor } made a schedule for { $title }
admins-about-schedule-changed = { $actor } changed a schedule for { $title }
admins-about-schedule-posted = { $actor } posted in { $title } by hand
admins-about-schedule-stopped = { $actor } stopped a schedule for { $title }
admins-about-schedule-restored = { $actor } brought back a schedule for { $title }

## Posts in channels and groups

post-study = Study this
post-answer = <i>Answer:</i>
post-answer-to = <i>Answer to “{ $question }”:</i>
post-answer-below = <i>The answer stands in the next message.</i>
post-answer-later = { $hours ->
    [one] <i>The answer comes in { $hours } hour.</i>
   *[other] <i>The answer comes in { $hours } hours.</i>
}
post-asked = <b>Is this post in { $chat }?</b>
post-asked-answer = <b>Is the answer to this post in { $chat }?</b>
post-asked-when = Its time was { $time } ({ $zone }). Telegram did not say whether it was posted, and a bot cannot look.
post-asked-what = Please look. “Send again” posts it once more: if it is there after all, it will stand there twice.
post-there = It is there
post-again = Send again
post-kept = Noted: it is in { $chat }.
post-sent-again = It goes to { $chat } once more.
post-again-disconnected = That chat is disconnected, so nothing is sent there. Connect it again in /schedule first.
post-again-stopped = That schedule is stopped, so nothing is sent any more.
post-decided = This has been answered already; nothing was done.
post-missed = <b>Nothing was posted in { $chat }</b>
post-missed-once = { $time }
post-missed-often = { $first } – { $last }, { $count } times
post-missed-late = { $when }: the time had passed before it could be posted.
post-missed-no-card = { $when }: no card is left that fits the schedule. You will not be told again until there is one.
post-missed-access = { $when }: the bot may not post there.
post-missed-topic = { $when }: the topic of the group is gone or closed. The schedule is paused: choose another topic in /schedule, then resume it.
post-missed-long = { $when }: the question is too long for one message.
post-missed-refused = { $when }: Telegram refused the post. The log of the bot says more.
post-missed-zone = Times are of { $zone }. /schedule shows what comes next.
post-trouble-rights = <b>The bot may not post in { $chat } any more.</b>
    Its schedules wait. Give the bot the right to post, and they go on by themselves. In a group, open it in /schedule after that.
post-trouble-gone = <b>The bot is not in { $chat } any more, or the chat is gone.</b>
    Its schedules wait. Once the bot is there again with the right to post, they go on by themselves.
post-no-polls = <b>Members of { $chat } may not send polls, and so may not I.</b>
    Quizzes are posted there as questions with a hidden answer. If you allow polls, quizzes come again a day later.
post-mended = The bot can post in { $chat } again: its schedules go on.

## Reports about posts and cards

report-posts = <b>Posts</b> ({ $zone })
report-no-posts = Nothing has been posted yet. /schedule posts questions in a channel or group.
report-question = “{ $question }”
report-reach = Pressed “{ post-study }”: { $count }
report-votes = Votes: { $count }, right: { $percent }%
report-no-votes = Votes: none yet
report-wrong = Wrong answer chosen most: “{ $option }” ({ $count })
report-hardest = <b>Hardest questions of the last 30 days</b>
    Of all quizzes with at least { $least } votes.
report-no-hardest = No quiz has that many votes yet.
report-recalled = In their own practice learners recalled it { $percent }% of the time (answers: { $count })
report-told = <b>What learners reported</b>
report-reason = { $reason }: { $count }
report-nothing-told = No reported card waits.
report-open = Open { $number }
report-dismiss = Dismiss { $number }
report-undo = Bring back what was dismissed last
report-to-posts = Posts
report-to-hardest = Hardest questions
report-to-told = Reported cards
admins-about-card-dismissed = { $actor } dismissed the reports about “{ $title }”
admins-about-card-reopened = { $actor } brought back the reports about “{ $title }”
study-gone = The card of that post has been withdrawn.
study-unknown = I do not know that post.
study-quiz-kept = Telegram does not show me the right answer of a forwarded quiz. Its question is the beginning of a new card now: send me the answer. /cancel stops.

## Broadcasts

broadcast-text = <b>A message to all learners.</b> Send me the text; formatting is kept. /cancel stops.
broadcast-not-text = A broadcast is text alone, without pictures, files, stickers or polls. Send me the text.
broadcast-empty = There is nothing to see in that. Send me the text.
broadcast-too-long = The text has { $length } characters; one message holds { $limit }. Send a shorter one.
broadcast-too-many-marks = The text has too much formatting for one message. Send it with fewer bold words, links and the like.
broadcast-ask = <b>Above is what learners will see.</b>
    It goes to: { $count }. Learners who can be reached: { $everybody }. Who blocked the bot or muted news gets nothing.
    Choose by the language of the interface; the text is not translated. After “Send” there are 30 seconds to stop it.
broadcast-you-too = You get it too.
broadcast-ask-nobody = <b>Above is what learners would see.</b>
    Nobody can be reached in this language. Choose another one.
broadcast-everybody = Everybody
broadcast-share = { $name }: { $count }
broadcast-send = Send · { $count }
broadcast-edit = Edit
broadcast-cancel = Cancel
broadcast-cancelled = Nothing was sent.
broadcast-over = This text is no longer being prepared. /broadcast begins anew.
broadcast-another = Another broadcast is under way. /broadcast shows it; send yours when it is over.
broadcast-nobody = There is nobody who could get it. Nothing was sent.
broadcast-waiting = <b>A broadcast by { $name } is about to go out.</b>
broadcast-sending = <b>A broadcast by { $name } is going out.</b>
broadcast-stopping = <b>A broadcast by { $name } is being stopped.</b>
broadcast-stopped = <b>A broadcast by { $name } was stopped.</b>
broadcast-done = <b>A broadcast by { $name } has gone out.</b>
broadcast-opening = “{ $text }”
broadcast-in = Interface language: { $language }
broadcast-until = It begins at { $time } ({ $zone }), for learners: { $count }. Stopped before then, nobody gets it.
broadcast-sent = Sent: { $count } of { $of }
broadcast-blocked = Have blocked the bot: { $count }
broadcast-unknown = May have got it, Telegram's answer was lost: { $count }
broadcast-failed = Refused by Telegram: { $count }
broadcast-unsent = Stopped before they got it: { $count }
broadcast-unwanted = Muted news or left meanwhile: { $count }
broadcast-stopped-by = Stopped by { $name }
broadcast-stop = Stop
broadcast-look = Refresh
broadcast-mute = Mute news
broadcast-unmute = Turn news on
broadcast-muted = No more news from now on. /settings turns it on again.
broadcast-unmuted = News is on again.
admins-did-broadcast = { $actor } sent a broadcast
admins-did-broadcast-stopped = { $actor } stopped a broadcast

## Forwarded posts

forward-kept = { $count ->
    [one] Kept as a card of your own: only you see it.
   *[other] Kept as { $count } cards of your own: only you see them.
    }
forward-changed = { $count ->
    [one] Your card now says what the post says.
   *[other] { $count } of your cards now say what the post says.
    }
forward-undo = Take it back
forward-taken-back = { $count ->
    [one] Your card is gone, with everything remembered of it.
   *[other] Your { $count } cards are gone, with everything remembered of them.
    }
forward-undone = There is nothing left to take back.
forward-known = This question is here already.
forward-draft = { $count ->
    [one] <b>A draft for all learners.</b> Accept it, change it, or leave it for later in /review.
   *[other] <b>{ $count } drafts for all learners;</b> this is the first, the others wait in /review.
    }
forward-draft-known = { $count ->
    [one] This post waits as a draft already:
   *[other] This post waits as { $count } drafts already; this is the first:
    }
forward-none = I found no question with an answer in this post. A question ends with a question mark or says what to do, and its answer stands below it or under a spoiler.
forward-none-editor = I found no question in this post. You can write the card yourself with /add.
forward-advert = This reads like an advert: I took nothing from it.
forward-unanswered = There is a question in this post, but no answer that I can read (text in pictures I cannot read), so it makes no card. Forward the post that holds the answer.
forward-put-away = This question was here and has been put away, so it makes no card.
forward-which-right = Telegram does not show me which option of a forwarded quiz is right. Press the right one, and it becomes a card of your own.
forward-press-option = Press the option that is right, or /cancel.
forward-key-over = This quiz is not waited for any more: forward it again.
forward-too-many = You have kept { $limit } posts within a day, which is the most. Tomorrow there is room again.

## Posts of a connected channel

feed-open = Its posts become cards
feed-connect = Only read its posts
feed-is-off = <b>Now:</b> what is posted there is not read.
feed-is-drafts = <b>Now:</b> each new post with a question becomes a draft, and editors decide on it in /review. An edited post changes its draft or card.
feed-is-cards = <b>Now:</b> each new post with a question and an answer becomes a card at once. An edited post changes its card; what learners remember of it stays.
feed-choose-off = Read it no more
feed-choose-drafts = Make drafts
feed-choose-cards = Make cards at once
feed-since = <b>Since { $date }:</b>
feed-read = • posts read: { $count }
feed-drafted = • drafts: { $count }
feed-published = • cards: { $count }
feed-updated = • changed by an edited post: { $count }
feed-repeated = • known already: { $count }
feed-adverts = • adverts ignored: { $count }
feed-nothing = • without a question: { $count }
feed-history = Telegram does not let a bot read what was posted before it came. For older posts, forward them to me here, or export the channel in Telegram Desktop (⋮ → Export chat history → JSON) and send me the file.
feed-owner-only = Only an owner decides that posts become cards which nobody has looked at.
feed-channels-only = Only the posts of a channel can be read like this.

## What cannot be done

refused-start-first = Press /start first.
refused-not-editor = Only editors can change questions.
refused-unknown = I do not understand that. /quiz asks the next question, /help tells what I can do.
refused-old-button = This button is too old to work. /quiz asks the next question, /help tells what I can do.
refused-not-here = This works in our private chat only: write to me there.
refused-too-fast = That was very fast. Wait a few seconds, please.
error-incident = Something went wrong on my side (code { $code }). Please try again.
error-later = Please try again later.

## The picture of /stats: its characters must be in the fonts of bot/plots (python -m tests.cut_fonts)

picture-title = Your learning
picture-streak = Days in a row
picture-freezes = Freezes
picture-today = Answered today
picture-due = { $count } still due
picture-known = Cards known now
picture-of-met = estimate, of { $count }
picture-on-date = estimate; { $date }: { $count }
picture-year = The last year
picture-answers = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
    }
picture-less = fewer
picture-more = more answers
picture-frozen = freeze used
picture-ahead = The next 30 days
picture-a-day = about { $count } a day
picture-first-day = today
picture-in-days = in { $count } days
picture-retention = Recalled, last 30 days
picture-young = under 3 weeks
picture-mature = 3 weeks or more
picture-all = all
picture-too-few = { $count } of { $enough } answers
picture-calibration = Forecast check
picture-expected = expected
picture-recalled = recalled
picture-off-by = off by { $percent }%
picture-later = after 30 answers
picture-stability = Cards last up to
picture-below-day = 1 day
picture-week = 1 week
picture-month = 1 month
picture-quarter = 3 months
picture-within-year = 1 year
picture-over-year = longer
picture-topics = Known of cards met
picture-no-topic = No topic
