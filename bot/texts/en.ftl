## Commands

bot-description = Questions from programming interviews, until you remember the answers. A card, a moment to think, the answer, your honest rating: what you forget comes back soon, what you know comes back late.
bot-short-description = Interview questions on cards that come back when you are about to forget them.
command-quiz = The next question
command-daily = A daily reminder at your hour
command-stats = What you know and what is due
command-topics = Topics and study paths
command-search = Find a question
command-undo = Take back the last rating
command-settings = Language, buttons, new cards
command-help = What this bot does
command-privacy = What is stored about you
command-export = Your data as a file
command-forget = Erase everything about you
command-cancel = Stop what is being asked
command-add = Add a question
command-admins = Editors and the log
command-review = Decide on waiting drafts

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
card-short = In short:

drill-show-answer = Show answer
drill-skip = Skip
drill-more = ⋯ More
drill-rating-1 = Again
drill-rating-2 = Hard
drill-rating-3 = Good
drill-rating-4 = Easy
drill-rate = { $rating } · { $interval }
drill-known = I know this
drill-undo = Undo
drill-bury = Bury until tomorrow
drill-suspend = Suspend
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
drill-card-gone = This card no longer exists. /quiz shows the next one.
drill-returned = The card is back in your plan.
drill-too-late = This card was answered already. Nothing was changed.
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
drill-set-known = Marked as known: it will not be asked again. /undo takes it back now; later, /search finds it.
drill-set-suspended = Suspended: it will not be asked. /undo takes it back now; later, /search finds it.
drill-set-buried = Buried: the card comes back tomorrow.

undo-nothing = There is nothing to take back today.
undo-too-late = That was taken back already, or something came after it. /undo takes back the last step.
undo-rating = Taken back: { $rating }.
undo-aside = This card is back in your plan.

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
    { $state }
daily-next = Next: { $when }
daily-paused = Paused
daily-change-time = Time
daily-change-zone = Time zone
daily-change-days = Days
daily-change-size = Number of cards
daily-pause = Pause
daily-resume = Resume
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
stats-retention = Retention over 30 days: { $percent }% ({ $count ->
    [one] one answer
   *[other] { $count } answers
})
stats-retention-unknown = Retention: shown after 20 repeated cards (now { $count })
stats-streak = Days in a row: { $count }
stats-ahead = <b>Next seven days</b>
stats-day = { $day }: { $count }
stats-start = Start

## Settings

settings-title = <b>Settings</b>
    Language: { $language }
    Cards in: { $cards }
    Rating buttons: { $buttons }
    New cards a day: { $new }
    Time zone: { $zone }
settings-language = Language
settings-cards = Languages of cards
settings-buttons-2 = Two rating buttons
settings-buttons-4 = Four rating buttons
settings-new = New cards a day
settings-choose-cards = In which languages shall I ask?
settings-choose-new = How many new cards a day?
settings-choose-language = Language

## Help, privacy, data

help-text = <b>Sobes turns interview questions into memory.</b>

    /quiz – the next question; /quiz asyncio – of one topic
    /daily – a reminder at your hour
    /topics – what there is to learn
    /search words – find a question
    /stats – what you know, what is due
    /undo – take back the last rating
    /settings – language, buttons, new cards a day
    /privacy, /export, /forget – your data
    /cancel – stop what is being asked

    <b>Again</b> means: an interviewer would not have accepted my answer. <b>Good</b> means: they would. The bot decides from that when to ask again (FSRS).
help-editor = <b>Editors</b>
    /add – add a question
    /review – decide on waiting drafts
help-owner = <b>Owners</b>
    /admins – who edits: invite, remove, read the log
privacy-text = <b>What is stored about you</b>
    • your numeric Telegram id, language, time zone and settings
    • your answers: card, time, rating, how long you thought
    • what the bot expects you to send next, while it does
    • your reminder, and the messages sent for it
    • cards you put aside or reported, more new cards you asked for; whether you are an editor and which drafts you decided on; whether you blocked the bot

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

## Changing cards

## Proposals for a card

## Decks

## Channels and schedules

## Posts in channels and groups

## Reports about posts and cards

## Broadcasts

## What cannot be done

refused-start-first = Press /start first.
refused-not-editor = Only editors can change questions.
refused-unknown = I do not understand that. /quiz asks the next question, /help tells what I can do.
refused-old-button = This button is too old to work. /quiz asks the next question, /help tells what I can do.
refused-not-here = This works in our private chat only: write to me there.
refused-too-fast = That was very fast. Wait a few seconds, please.
error-incident = Something went wrong on my side (code { $code }). Please try again.
error-later = Please try again later.
