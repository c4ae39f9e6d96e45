## Commands

bot-description = 程序员面试题，练到记住为止。一张卡片，先想一想，再看答案，如实打分：忘了的很快再来，记住的过很久才来。
bot-short-description = 面试题卡片：快要忘记时再次出现。
command-quiz = 下一题
command-daily = 每天定时提醒
command-stats = 已掌握与待复习
command-topics = 主题与学习路线
command-search = 搜索题目
command-undo = 撤销上一次评分
command-settings = 语言、按钮、新卡片数量
command-help = 机器人使用说明
command-privacy = 保存了哪些个人数据
command-export = 以文件导出个人数据
command-forget = 删除全部个人数据
command-cancel = 取消当前输入
command-add = 添加题目
command-admins = 编辑成员与日志
command-review = 审核草稿

## Languages, levels

language-name = 简体中文
language-en = 英语
language-ru = 俄语
language-zh = 中文
level-junior = 初级
level-middle = 中级
level-senior = 高级

## Starting

start-welcome = <b>Sobes 反复考你面试题，直到你真正记住答案。</b>
    先读题，在心里作答，再看答案。如实评分：忘了的十分钟后再考，记住的几天后再考。
start-owner = 你现在是本机器人的所有者。发送 /add 可添加题目。
start-editor = 你现在是本机器人的编辑。发送 /add 可添加题目。
start-invitation-invalid = 此邀请已被使用或已过期。
start-invitation-kept = 你已经可以修改题目了。此邀请仍然有效，可留给其他人。

## A card

card-new = 新卡片
card-unverified = 未核实
card-likes = { $count } 个赞
card-heat = 热度 { $count }
card-source = 来源：{ $source }
card-left = 今日剩余：{ $count }
card-left-in-set = 今日这组剩余：{ $count }
card-no-topic = 其他
card-short = 简答：

drill-show-answer = 显示答案
drill-skip = 跳过
drill-more = ⋯ 更多
drill-rating-1 = 重来
drill-rating-2 = 困难
drill-rating-3 = 良好
drill-rating-4 = 简单
drill-rate = { $rating } · { $interval }
drill-known = 已经会了
drill-undo = 撤销
drill-bury = 搁置到明天
drill-suspend = 暂停此卡片
drill-return = 重新提问
drill-report = 报告错误
drill-source = 来源
drill-back = 返回
drill-continue = 继续
drill-all-topics = 全部主题
drill-more-new = 再学 { $count } 张新卡片
drill-card-gone = 此卡片已不存在。发送 /quiz 查看下一题。
drill-returned = 此卡片已回到学习计划。
drill-too-late = 此卡片已经评过分，本次操作未生效。
drill-recomputed = 显示答案后已进入新的一天，本次计为：{ $rating } · { $interval }。
drill-done = <b>暂时学完了。</b>{ $answered ->
    [0] 现在没有待复习的卡片。
   *[other] 今天已答 { $answered } 题。
}
drill-next-due = 下次复习：{ $when }。
drill-new-tomorrow = 明天会有新卡片。
drill-nothing-planned = 目前没有复习安排。
drill-no-cards = 所选语言暂无卡片。可在 /settings 中添加其他卡片语言。
drill-daily-done = <b>今日卡片已完成。</b>今天已答 { $answered } 题，还可以再学 { $left } 张。
drill-topic-unknown = 没有“{ $topic }”这个主题。发送 /topics 查看全部主题。
drill-report-why = 这张卡片有什么问题？
drill-report-answer = 答案有误
drill-report-unclear = 表述不清
drill-report-spam = 这不是题目
drill-report-thanks = 感谢反馈，编辑会查看。
drill-source-text = <b>卡片来源</b>
    { $source }
drill-source-editor = 此卡片专为本机器人编写。
drill-set-known = 已标记为会了，以后不再提问。现在可用 /undo 撤销，以后可用 /search 找到它。
drill-set-suspended = 卡片已暂停，不再提问。现在可用 /undo 恢复，以后可用 /search 找到它。
drill-set-buried = 卡片已搁置，明天再考。

undo-nothing = 今天没有可撤销的操作。
undo-too-late = 该操作已撤销，或之后还有其他操作。发送 /undo 可撤销最后一步。
undo-rating = 已撤销评分：{ $rating }。
undo-aside = 此卡片已回到学习计划。

## Intervals

interval-minutes = { $count }分钟
interval-days = { $count }天
interval-months = { $count }个月
interval-years = { $count }年
when-minutes = { $count } 分钟后
when-tomorrow = 明天
when-days = { $count } 天后

## The daily reminder

daily-offer = 要每天给你发几张卡片吗？点三下就好：提醒时间、当地时间、所在城市。
daily-offer-yes = 好，提醒我
daily-offer-later = 暂不需要
daily-offer-closed = 好的。需要时随时发送 /daily 开启。
daily-when = 每天几点发送卡片？
daily-other-time = 其他时间
daily-type-time = 请发送小时和分钟，例如 7:45。
daily-time-unknown = 无法识别这个时间。请发送小时和分钟，例如 7:45。
daily-clock = 你那里现在几点？
daily-city = 你的时间与哪个城市相同？
daily-other-city = 其他城市
daily-type-city = 请发送你附近的大城市名称，或时区，例如 Asia/Shanghai。
daily-zone-unknown = 找不到这个城市。请换一个附近更大的城市，或发送时区，例如 Asia/Shanghai。
daily-none = 尚未设置每日提醒。发送 /daily 即可设置。
daily-set = <b>每日提醒</b>
    时间：{ $time }，{ $city }
    日期：{ $days }
    卡片数：{ $size }
    { $state }
daily-next = 下次提醒：{ $when }
daily-paused = 已暂停
daily-change-time = 时间
daily-change-zone = 时区
daily-change-days = 日期
daily-change-size = 卡片数
daily-pause = 暂停提醒
daily-resume = 恢复提醒
daily-back = 返回
daily-which-days = 星期几提醒？
daily-how-many = 每次几张卡片？
daily-last-day = 至少要保留一天。如不需要，可以暂停提醒。
daily-every-day = 每天
daily-day-0 = 周一
daily-day-1 = 周二
daily-day-2 = 周三
daily-day-3 = 周四
daily-day-4 = 周五
daily-day-5 = 周六
daily-day-6 = 周日
daily-chosen = { $name } ✓
daily-opening = <b>今日卡片：{ $cards } 张。</b>共有待复习 { $due } 张，新卡片 { $new } 张。

## Topics, search, statistics

topics-title = <b>主题</b>
topics-row = { $name } · { $count }
topics-empty = 所选语言暂无卡片。
topics-paths = <b>学习路线</b>
topics-path-question = { $number }. { $question }
search-how = 请在命令后输入关键词，例如 <code>/search event loop</code>。
search-found = <b>“{ $words }”的搜索结果</b>
search-nothing = 没有找到“{ $words }”。减少关键词可以找到更多。
stats-title = <b>学习情况</b>
stats-due = 今日待复习：{ $count }
stats-learned = 已掌握（能记住三周以上）：{ $count }
stats-today = 今日已答：{ $count }
stats-retention = 近 30 天记忆保留率：{ $percent }%（{ $count } 次作答）
stats-retention-unknown = 记忆保留率：复习满 20 张卡片后显示（目前 { $count } 张）
stats-streak = 连续学习天数：{ $count }
stats-ahead = <b>未来七天</b>
stats-day = { $day }：{ $count }
stats-start = 开始学习

## Settings

settings-title = <b>设置</b>
    界面语言：{ $language }
    卡片语言：{ $cards }
    评分按钮：{ $buttons } 个
    每日新卡片：{ $new } 张
    时区：{ $zone }
settings-language = 界面语言
settings-cards = 卡片语言
settings-buttons-2 = 两个评分按钮
settings-buttons-4 = 四个评分按钮
settings-new = 每日新卡片
settings-choose-cards = 用哪些语言出题？
settings-choose-new = 每天学几张新卡片？
settings-choose-language = 界面语言

## Help, privacy, data

help-text = <b>Sobes 帮你真正记住面试题的答案。</b>

    /quiz – 下一题；/quiz asyncio – 只考某个主题
    /daily – 每天定时提醒
    /topics – 可以学哪些内容
    /search 关键词 – 搜索题目
    /stats – 已掌握与待复习
    /undo – 撤销上一次评分
    /settings – 语言、按钮、每日新卡片
    /privacy、/export、/forget – 个人数据
    /cancel – 取消当前输入

    <b>重来</b>：这样的回答面试官不会认可。<b>良好</b>：面试官会认可。机器人据此决定下次何时再考（FSRS 算法）。
help-editor = <b>编辑功能</b>
    /add – 添加题目
    /review – 审核草稿
help-owner = <b>所有者功能</b>
    /admins – 管理编辑：邀请、移除、查看日志
privacy-text = <b>保存了哪些个人数据</b>
    • Telegram 数字 ID、语言、时区和设置
    • 作答记录：卡片、时间、评分、思考用时
    • 机器人正在等待你发送的内容（仅在等待期间）
    • 提醒设置，以及据此发送过的消息
    • 你搁置或报告过的卡片、额外要求的新卡片；你是否为编辑、审核过哪些草稿、是否屏蔽了机器人

    不保存你的姓名和用户名，除非你是或曾是编辑或所有者：此时会保存最近一次看到的姓名、邀请你的人，以及你以该身份进行的操作日志。/forget 会从日志中抹去你的姓名和 ID，操作本身的记录会保留。
    消息处理完毕后即不再保留；未能处理的消息最多保留一周。/export 可导出以上全部数据，/forget 可将其删除。运营者的备份中会再保留几天。
export-caption = 与你有关的全部数据。
forget-ask = 确定删除你的全部数据吗？包括作答记录、记忆状态、设置和提醒。删除后无法恢复。
forget-owner-last = 你是唯一的所有者：删除后机器人将没有所有者。下次启动时会输出新的认领链接，谁先打开，谁就成为所有者。
forget-owner-listed = 你的 id 写在 ADMIN_IDS 中：请同时从那里删去，否则下次启动时你会再次成为所有者。
forget-yes = 全部删除
forget-no = 保留
forget-done = 你的全部数据已删除。发送 /start 可重新开始。
forget-kept = 未删除任何数据。
cancel-done = 已取消，未保存任何内容。
cancel-nothing = 没有可取消的操作。

## Adding a question

add-question = <b>新卡片。</b>请发送题目。发送 /cancel 可取消。
add-answer = 现在发送答案。代码块中的代码会原样保留。
add-topic = 属于哪个主题？
add-no-topic = 不选主题
add-level = 什么难度？
add-no-level = 不选难度
add-language = 卡片是什么语言？
add-preview = <b>学习者看到的效果：</b>
add-save = 保存
add-cancel = 取消
add-saved = 已保存。学习者将会遇到这张卡片。
add-saved-already = 这张卡片已保存。
add-exists = 题目完全相同的卡片已存在，未保存。
add-empty = 内容为空，请发送文字。
add-not-text = 请发送文字。
add-question-too-long = 题目共 { $length } 个字符，最多 { $limit } 个。请缩短后重新发送。
add-answer-too-long = 答案共 { $length } 个字符，最多 { $limit } 个。请缩短后重新发送。
add-over = 这张卡片的编写已结束。发送 /add 可重新开始。
add-no-editor = 你已不再是编辑：这张卡片的编写已终止，未保存。

## Owners and editors

admins-title = <b>谁可以修改题目</b>
admins-owners = <b>所有者</b>
admins-editors = <b>编辑</b>
admins-nobody = 暂无
admins-person = { $name }，自 { $since } 起
admins-by-operator = 由运营者指定
admins-invited-by = 邀请人：{ $name }
admins-nameless = 无名用户（ID { $id }）
admins-forgotten = 已删除数据的用户
admins-invitations = <b>未使用的邀请</b>
admins-invitation = { $number }. 有效期至 { $until }，邀请人：{ $inviter }
admins-invite = 邀请编辑
admins-withdraw = 撤回 { $number }
admins-remove = 移除 { $name }
admins-keep = 保留
admins-undo = 撤销：恢复 { $name }
admins-log = 日志
admins-ask-remove = 确定移除 { $name } 吗？移除后对方不能再添加或修改内容，已写的内容会保留。
admins-link = 新编辑邀请，仅限一人使用，有效期至 { $until }。最先打开的人即可修改题目。链接只在这里显示一次：
    { $url }
admins-joined = { $name } 打开了你的邀请，现在是编辑了。发送 /admins 可查看全部成员。
admins-left = 你不再是本机器人的所有者。
admins-changed = 情况已有变化，未执行任何操作。以下是最新状态。
admins-full = 编辑与未使用的邀请合计最多 { $limit } 个。请先移除一位编辑或撤回一个邀请。
admins-listed = 此所有者由运营者指定，无法在这里移除。
admins-last-owner = 你是最后一位所有者，无法在这里移除。
admins-log-title = <b>日志</b>（{ $zone }）
admins-log-empty = 暂无记录。
admins-older = 更早
admins-newest = 最新
admins-did-invited = { $actor } 邀请了一位编辑
admins-did-withdrawn = { $actor } 撤回了一个邀请
admins-did-joined = { $actor } 加入了
admins-did-removed = { $actor } 移除了 { $person }
admins-did-restored = { $actor } 恢复了 { $person }
admins-did-added = { $actor } 添加了“{ $question }”

## Deciding on drafts

review-head = <b>草稿。</b>待审核共 { $count } 条
review-language = 语言：{ $language }
review-tags = 标签：{ $tags }
review-has-edits = 编辑修改过。
review-no-answer = <b>尚不完整：</b>题目和答案齐全后才能通过。点击“{ review-act-edit }”补充。
review-empty = 没有待审核的草稿。
review-busy = 剩余的草稿都有其他编辑在处理，共 { $count } 条。
review-act-accept = 通过
review-act-edit = 修改
review-act-merge = 合并
review-act-reject = 拒绝
review-act-skip = 跳过
review-act-original = 原文
review-act-back = 返回
review-undo = 撤销上一个决定
review-field-question = 题目
review-field-answer = 答案
review-field-topic = 主题
review-field-level = 难度
review-field-lang = 语言
review-reset = 撤回所有修改
review-type-question = 请发送新的题目。发送 /cancel 则保留原题目。
review-type-answer = 请发送新的答案。发送 /cancel 则保留原答案。
review-why = <b>解析可信度：{ $percent }%</b>
review-post = <b>原文：</b>{ $name }，从第 { $line } 行起，共 { $of } 行
review-whole-post = 完整原文
review-label = 带有“{ $label }”标记
review-code-blocks = 代码块：{ $count } 个
review-reason-sections = 先描述问题，再分节列出要点
review-reason-advice = 结尾给出建议
review-reason-steps = 有编号步骤
review-reason-asks = 该行以问号结尾
review-reason-demand = 题目带有标记，或以要求的形式提出
review-reason-line = 下一行就是答案
review-reason-technical = 含有技术术语
review-reason-unanswered = 后面没有答案
review-reason-heading = 标题是一个问题
review-reason-above = 题目位于热度行或答案标题之上
review-reason-title = 标题写明是面试题
review-reason-numbered = 答案按编号分节
review-reason-answered = 后面有答案
review-reason-contents = 标题下有目录
review-reason-textless = 缺少各章正文
review-merge-same = <b>哪张卡片问的是同一个问题？</b>草稿将成为它的变体；如果题目完全相同，则作为它的又一个来源。
review-merge-unanswered = <b>哪张卡片问的是同一个问题？</b>草稿没有答案，将作为该卡片的又一个来源。
review-merge-row = { $number }. { $question }
review-merge-none = 没有相近的卡片。
review-accepted = 已发布，学习者将会遇到这张卡片。
review-variant = 已作为该卡片的变体发布，两者不会在同一天出现。
review-source = 已记为该卡片的又一个来源。
review-rejected = 已拒绝，此草稿不会再出现。
review-skipped = 已跳过，其他草稿之后会再次出现。
review-alone = 已跳过，但没有其他可处理的草稿，所以再次显示它。
review-edited = 已修改。
review-undone = 已撤销，此草稿重新等待审核。
review-taken = 另一位编辑正在处理那条草稿，未作任何更改。
review-decided = 那条草稿已由他人处理，未作任何更改。
review-already = 那条草稿你已处理过，未作任何更改。
review-changed = 那条草稿之后有变动，本次操作未生效，请查看最新内容。
review-incomplete = 缺少题目或答案，不能通过。请先修改。
review-exists = 题目完全相同的卡片已存在。请将草稿与它合并，或拒绝草稿。
review-card-gone = 那张卡片已不存在，未作任何更改。
review-undo-over = 这已不是你的上一个决定，或已撤销过。
review-undo-changed = 卡片之后有变动，无法再撤销这个决定。
review-undo-rated = 已有学习者答过这张卡片，因此予以保留。

## Changing cards

## Proposals for a card

## Decks

## Channels and schedules

## Posts in channels and groups

## Reports about posts and cards

## Broadcasts

## What cannot be done

refused-start-first = 请先点击 /start。
refused-not-editor = 只有编辑可以修改题目。
refused-unknown = 没看懂你的意思。发送 /quiz 查看下一题，发送 /help 查看使用说明。
refused-old-button = 此按钮已过期。发送 /quiz 查看下一题，发送 /help 查看功能。
refused-not-here = 此功能仅限私聊使用，请在私聊中给我发消息。
refused-too-fast = 操作太快了，请等几秒再试。
error-incident = 机器人出错了（代码 { $code }），请重试。
error-later = 请稍后再试。
