## Commands

bot-description = 程序员面试题，练到记住为止。一张卡片，先想一想，再看答案，如实打分：忘了的很快再来，记住的过很久才来。
bot-short-description = 面试题卡片：快要忘记时再次出现。
command-quiz = 下一题
command-daily = 每天定时提醒
command-date = 面试日期
command-stats = 已掌握与待复习
command-topics = 主题与学习路线
command-search = 搜索题目
command-clinic = 总是记不住的卡片
command-undo = 撤销上一步
command-settings = 语言、按钮、新卡片数量
command-help = 机器人使用说明
command-privacy = 保存了哪些个人数据
command-export = 以文件导出个人数据
command-forget = 删除全部个人数据
command-cancel = 取消当前输入
command-add = 添加题目
command-admins = 编辑成员与日志
command-broadcast = 给所有学习者发消息
command-edit = 修改题目
command-review = 审核草稿
command-import = 导入题目文件
command-report = 帖子、投票和反馈
command-schedule = 频道和群组：什么时候发什么
command-decks = 带链接的卡组

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
card-answer-changed = <b>自你上次作答以来，这张卡片的答案已更新。</b>
card-short = 简答：

drill-show-answer = 显示答案
drill-hint = 提示
drill-hint-text = <b>提示：</b>{ $hint }
drill-hint-second = <b>第二个提示：</b>{ $hint }
drill-hinted = 用了提示，最高计为“困难”。
drill-hinted-again = 提示已透露答案，这次计为没想起来。
drill-skip = 跳过
drill-more = ⋯ 更多
drill-key-points = 要点
drill-answer = 答案
drill-points-good = 好的回答会说到
drill-points-weak = 差的回答会这样说
drill-points-next = 接下来可能会问
drill-points-read = 延伸阅读
drill-point = • { $text }
drill-weak = • “{ $text }”
    — { $why }
drill-rating-1 = 重来
drill-rating-2 = 困难
drill-rating-3 = 良好
drill-rating-4 = 简单
drill-rate = { $rating } · { $interval }
drill-known = 已经会了
drill-undo = 撤销
drill-bury = 搁置到明天
drill-suspend = 暂停此卡片
drill-start-over = 重新学习
drill-started-over = 进度已清除，这张卡片将作为新卡片提问。发送 /undo 可恢复进度。
drill-return = 重新提问
drill-report = 报告错误
drill-source = 来源
drill-back = 返回
drill-continue = 继续
drill-all-topics = 全部主题
drill-more-new = 再学 { $count } 张新卡片
drill-more-cards = 再来 { $count } 张
drill-left-out = 还有 { $count } 张该复习了，但今天的计划放不下：接下来几天会依次出现。
drill-catch-up = <b>欢迎回来。有 { $due } 张卡片该复习了。</b>什么都没有丢，也不必今天全部完成。每天做多少题？
drill-catch-up-choice = 每天 { $questions } 题，{ $days } 天做完
drill-catch-up-usual = 照常，每天 { $questions } 题
drill-card-gone = 此卡片已不存在。发送 /quiz 查看下一题。
drill-returned = 此卡片已回到学习计划。
drill-too-late = 此卡片已经评过分，本次操作未生效。
drill-counted-as = 显示答案后你的设置或日期有变动，本次计为：{ $rating } · { $interval }。
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
drill-source-post = <b>原帖：</b>
    { $post }
drill-set-known = 已标记为会了，以后不再提问。现在可用 /undo 撤销，以后可用 /search 找到它。
drill-set-suspended = 卡片已暂停，不再提问。现在可用 /undo 恢复，以后可用 /search 找到它。
drill-set-buried = 卡片已搁置，明天再考。

undo-nothing = 今天没有可撤销的操作。
undo-too-late = 该操作已撤销，或之后还有其他操作。发送 /undo 可撤销最后一步。
undo-rating = 已撤销评分：{ $rating }。
undo-too-many = 每天只能撤销最近 { $count } 步操作。
undo-aside = 此卡片已回到学习计划。
undo-returned = 此卡片已再次移出学习计划。
undo-reset = 此卡片的学习进度已恢复。
undo-words = 你为此卡片写的内容已恢复原样。
undo-split = 拆分出的两张卡片已删除，此卡片已回到学习计划。

## The clinic

clinic-none = 没有总是记不住的卡片。在八个不同的日子忘记过的卡片会列在这里。
clinic-list = <b>总是记不住的卡片：{ $count } 张</b>
    数字表示在多少天里忘记过。对这些卡片，单靠多复习往往没有用。
clinic-event = <b>这张卡片总是记不住：已有 { $count } 天忘记过。</b>
    { $question }

    与其再复习一遍，不如换个办法：
clinic-card = { $question }

    已有 { $count } 天忘记过。
clinic-own-wording = <b>你的说法：</b>{ $text }
clinic-own-hint = <b>你的提示：</b>{ $text }
clinic-wording = 换个简短的说法
clinic-hint = 写自己的提示
clinic-split = 拆成两张
clinic-pause = 停两周
clinic-report = 报告问题卡片
clinic-unsay = 删除我写的内容
clinic-leave = 保持原样
clinic-ask = 现在考我
clinic-back = 全部此类卡片
clinic-left = 保持原样。发送 /clinic 可查看此类卡片。
clinic-paused = 这张卡片将停 { $count } 天。发送 /undo 可撤销。
clinic-ask-wording = 请用自己的话把题目写得更短。只有你能看到。发送 /cancel 可取消。
clinic-ask-hint = 请写一条能引你想起答案的提示。只有你能看到。发送 /cancel 可取消。
clinic-ask-split = 两张小卡片比一张大卡片好记。请发送第一张：第一行写题目，下面写答案。只有你能看到。发送 /cancel 可取消。
clinic-split-second = 请发送第二张：第一行写题目，下面写答案。
clinic-split-form = 请在第一行写题目，下面写答案。
clinic-split-done = 接下来会考你的两张卡片，原卡片不再提问：{ $question }
    发送 /undo 可撤销。
clinic-kept = 已保存。
clinic-empty = 请以文字发送。
clinic-too-long = 太长了：最多 { $limit } 个字符。
clinic-not-needed = 这张卡片不属于总是记不住的卡片。

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
    晚间提醒：{ $late }
    { $state }
daily-next = 下次提醒：{ $when }
daily-paused = 已暂停
daily-change-time = 时间
daily-change-zone = 时区
daily-change-days = 日期
daily-change-size = 卡片数
daily-pause = 暂停
daily-resume = 恢复提醒
daily-change-late = 晚间提醒
daily-pause-how-long = 暂停多久？期间不发提醒，也不算缺席，连续天数会保留。随时可以结束暂停。
daily-pause-days = { $count } 天
daily-pause-off = 只关闭提醒
daily-pause-end = 结束暂停
daily-pause-too-long = 暂停时间为 1 到 14 天。
daily-paused-until = 暂停至{ $date }（{ $day }），连续天数会保留。
daily-late-on = 开
daily-late-off = 关
daily-late-how = { $time } 可以再提醒一次：仅当连续学习已满 { $days } 天，而且当天还没有答过卡片时才会发送。
daily-late = <b>已连续学习 { $days } 天。</b>今天只要一张卡片就够了。
daily-late-freeze = 今天实在没空也没关系，会自动抵用一次免打卡。
daily-late-nothing-due = 今天没有到期的卡片：打开计划看一眼就算数。
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

## 面试日期

date-when = 面试是哪天？之后每天的题目都会为那天安排，让你到时记得尽可能多。请选择，或直接发送日期，例如 12月12日。
date-weeks = { $count } 周后
date-other-day = 其他日期
date-type = 请把日期发给我，例如 12月12日、2026-12-12 或 3周后。取消请按 /cancel
date-unknown = 看不懂这个日期。请这样发：12月12日、2026-12-12 或 3周后。
date-past = 这一天已经过去了，请选一个还没到的日期。
date-too-far = 离那天还有三年多，太远了，无法安排。请选近一些的日期。
date-too-many = 最多保留 { $limit } 个日期。请先用 /date 删除一个。
date-gone = 这个日期已经不在了。用 /date 查看现有的日期。
date-today = 今天
date-title = <b>面试：{ $day }</b>，{ $when }
date-row = { $day }，{ $when }
date-list = <b>你的面试</b>
date-scope-all = 主题：全部
date-scope = 主题：{ $topics }
date-no-cards = 这些主题还没有卡片。
date-pacing = { $days } 天 { $cards } 张卡片：每天 { $new } 张新卡片，约 { $minutes } 分钟。
date-pacing-far = { $days } 天 { $cards } 张卡片：每天 { $new } 张新卡片。
date-all-met = 全部 { $cards } 张卡片你都见过了；到那天之前，它们会在最有用的时候再出现。
date-final = 最后几天：不论新旧，到那天收益最大的先来。
date-warm-up = 现在只热身：每天最多 { $count } 题，没有新内容。
date-short-questions = 每天 { $questions } 题，你会见到 { $cards } 张卡片中的 { $seen } 张。
date-short-minutes = 每天 { $minutes } 分钟，你大约会见到 { $cards } 张卡片中的 { $seen } 张。
date-estimates = 到那天记得多少（括号里是五次中有四次会落入的范围）：
date-if-stopped = 如果现在停下：估计 { $known } 张（{ $low } 到 { $high }）
date-if-going-on = 如果照现在这样每天 { $questions } 题：估计 { $known } 张（{ $low } 到 { $high }）
date-if-planned = 如果每天最多 { $questions } 题：估计 { $known } 张（{ $low } 到 { $high }）
date-start = 按这个计划开始
date-change = 保存修改
date-raise = 每天 { $count } 题
date-no-limit = 不限分钟数
date-move = 换一天
date-topics = 选择主题
date-remove = 删除
date-another = 再加一个日期
date-all = 所有日期
date-kept = 已保存。从现在起，每天的计划都为这一天准备。
date-removed = 日期已删除，之后的卡片不再为它安排。
date-put-back = 恢复
date-choose-topics = 会考哪些内容？
date-everything = 全部
date-done = 完成
date-ask = <b>你的面试定在 { $day }。</b>结果怎么样？
date-well = 顺利
date-so-so = 一般
date-badly = 不顺利
date-was-moved = 改期了
date-thanks = 谢谢你告诉我。
date-thanks-badly = 谢谢你告诉我。学到的东西都还在，下次用得上。
date-over = 这个日期已经结束，卡片恢复平常的安排。下一次面试请用 /date

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
stats-retention = 近 30 天答对率：{ $percent }%（可能在 { $low }% 到 { $high }% 之间，{ $answers }）
stats-young = 记住不足三周的卡片：{ $percent }%（可能在 { $low }% 到 { $high }% 之间，{ $answers }）
stats-mature = 能记住三周以上的卡片：{ $percent }%（可能在 { $low }% 到 { $high }% 之间，{ $answers }）
stats-retention-unknown = 答对率：复习满 20 张卡片后显示（目前 { $count } 张）
stats-streak = 连续学习天数：{ $count }
stats-brief-streak = 连续学习天数：{ $days }，剩余免打卡：{ $freezes }
stats-brief-today = 今日：已答 { $answered }，待复习 { $due }
stats-longest = 最长连续天数：{ $count }
stats-freezes = 剩余免打卡：{ $count } / 2，缺席时自动抵用。
stats-known = 目前估计记得：已学 { $cards } 张中的 { $count } 张
stats-by-quiz = 只在选择题中答过：{ $count } 张。不看选项答对之前按较低权重计算。
stats-on-date = 如果现在停下，{ $date }估计记得：{ $count } 张
stats-year = 过去一年：{ $answers }，学习 { $days } 天
stats-ahead = <b>未来七天预计卡片数</b>
stats-day = { $day }：{ $count }
stats-a-day = 未来 30 天：平均每天约 { $count } 张
stats-calibration = <b>预测准确度</b>
stats-bin = 预计 { $expected }%，实际 { $recalled }%（{ $answers }）
stats-score = 对数损失 { $loss }（固定猜测：{ $plain }），Brier 分数 { $brier }（{ $flat }）。越低越好。
stats-stability = <b>卡片能记多久</b>
stats-row = { $name }：{ $count }
stats-topics = <b>各主题：记得 / 已学</b>
stats-topic = { $name }：{ $count } / { $cards }
stats-start = 开始学习
stats-in-words = 文字版
stats-dark = 深色图片
stats-light = 浅色图片

## Settings

settings-title = <b>设置</b>
    界面语言：{ $language }
    卡片语言：{ $cards }
    评分按钮：{ $buttons } 个
    每天题数：{ $questions }
    每天分钟数：{ $minutes }
    每日新卡片：{ $new } 张
    时区：{ $zone }
    一天开始于：{ $rollover }
settings-parameters-default = 复习间隔：按通用的记忆模型
settings-parameters-own = 复习间隔：按根据你的作答拟合的记忆模型
settings-parameters-shared = 复习间隔：按根据本机器人所有学习者的作答拟合的记忆模型
settings-ratings = <b>重来</b>：没想起来。<b>困难</b>：想起来了，但不确定或很吃力，也算想起来。<b>良好</b>：想起来了。<b>简单</b>：不假思索就想起来。
settings-rollover = 一天的开始时间
settings-choose-rollover = 你的一天从几点开始？午夜之后还在学习，仍算前一天晚上。正在进行的这一天照常结束。
settings-language = 界面语言
settings-cards = 卡片语言
settings-buttons-2 = 两个评分按钮
settings-buttons-4 = 四个评分按钮
settings-questions = 每天题数
settings-minutes = 每天分钟数
settings-minutes-none = 不限
settings-choose-questions = 每天最多多少题？新卡片和复习一起计算。
settings-choose-minutes = 每天最多多少分钟？计划按你平时的答题速度安排。
settings-new = 每日新卡片
settings-choose-cards = 用哪些语言出题？
settings-choose-new = 每天学几张新卡片？
settings-choose-language = 界面语言

## Help, privacy, data

help-text = <b>Sobes 帮你真正记住面试题的答案。</b>

    /quiz – 下一题；/quiz asyncio – 只考某个主题
    /daily – 每天定时提醒
    /date – 面试日期
    /topics – 可以学哪些内容
    /search 关键词 – 搜索题目
    转发帖子给我 – 会成为你自己的卡片
    /stats – 已掌握与待复习
    /clinic – 总是记不住的卡片
    /undo – 撤销上一步，最多十步
    /settings – 语言、按钮、每日新卡片
    /privacy、/export、/forget – 个人数据
    /cancel – 取消当前输入

    <b>重来</b>：这样的回答面试官不会认可。<b>良好</b>：面试官会认可。机器人据此决定下次何时再考（FSRS 算法）。
help-editor = <b>编辑功能</b>
    /add – 添加题目
    /edit 关键词 – 修改题目
    /review – 审核草稿
    /import – 导入文件：Telegram 导出、Anki、表格、Markdown
    /report – 帖子、投票和学习者的反馈
    /schedule – 定时往频道和群组发题目
    /decks – 带链接的卡组
help-owner = <b>所有者功能</b>
    /admins – 管理编辑：邀请、移除、查看日志
    /broadcast – 给所有学习者发消息
help-chats = <b>你的频道和群组</b>
    /schedule – 定时在那里发题目
privacy-text = <b>保存了哪些个人数据</b>
    • Telegram 数字 ID、语言、时区和设置
    • 作答记录：卡片、时间、评分、思考用时
    • 你的面试日期及其主题、当天的计划，以及你的遗忘与一般情况的差别
    • 根据你的作答拟合的记忆模型参数；如果运营者启用了共享参数，你的作答也会参与拟合，拟合出的数值在 /forget 之后仍会保留
    • 你在机器人发到群组的测验中的投票，以及你从哪些帖子过来学习卡片
    • 机器人正在等待你发送的内容（仅在等待期间）
    • 提醒设置，以及因提醒或所有者群发而发给你的消息的记录
    • 你搁置、重新学习或报告过的卡片、你为卡片写的说法和提示、额外要求的新卡片；你是否为编辑、审核过哪些草稿、发来导入的文件（读完之前）和哪些导入是你的、是否屏蔽了机器人
    • 你连接的频道和群组，以及你制定的发布计划和卡组：/forget 之后它们会保留，但不再与你关联

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
add-not-text-alone = 卡片只能是文字，图片或文件会丢失。请单独发送文字。
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
admins-about-card-changed = { $actor } 修改了“{ $title }”
admins-about-card-restored = { $actor } 恢复了“{ $title }”的早期版本
admins-about-card-retired = { $actor } 停止了“{ $title }”的提问
admins-about-card-returned = { $actor } 恢复了“{ $title }”的提问
admins-about-draft-accepted = { $actor } 通过了草稿“{ $title }”
admins-about-draft-variant = { $actor } 将草稿“{ $title }”作为变体通过
admins-about-draft-source = { $actor } 将草稿“{ $title }”并入一张卡片
admins-about-draft-rejected = { $actor } 拒绝了草稿“{ $title }”
admins-about-draft-undone = { $actor } 撤销了对草稿“{ $title }”的决定
admins-about-draft-split = { $actor } 将草稿“{ $title }”拆成了两条
admins-about-import-accepted = { $actor } 一次通过了“{ $title }”中的多条草稿
admins-about-import-undone = { $actor } 撤回了从“{ $title }”一次通过的卡片

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
review-undo-change = 撤销上一次修改
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
review-split-act = 拆成两条
review-act-apart = 这是另一个问题
review-write-question = 填写问题
review-no-question = <b>还没有问题：</b>问题在图片里，或者缺失了。点“{ review-write-question }”来补上。
review-no-key = <b>哪个选项正确？</b>来源没有明确说明。点它的编号，之后就可以通过。
review-see-post = 打开原帖
review-option = { $number }. { $text }
review-option-right = { $number }. { $text } <b>（正确）</b>
review-option-guess = { $number }. { $text }（可能正确：导出者或多数人选了它）
review-alike = <b>它像是已有的卡片。</b>是同一个问题吗？
review-alike-merge = 与 { $number } 相同：合并
review-split-where = <b>第二个问题从哪里开始？</b>第一个问题是：{ $question }

    点击第二个问题开始处的编号；或者按原文把第二个问题发给我。/cancel 保持草稿不变。
review-split-block = { $number }. { $text }
review-split-before = 前面的部分
review-split-after = 后面的部分
review-split = 已拆成两条：这是前一半，后一半随后出现。
review-split-not-found = 草稿里没有这些字，或者它们在代码里、在最开头。请从原文复制。
review-undo-split = 两条草稿之一之后有了改动或决定，无法再合在一起。
review-imports = 导入记录
review-reason-cut = 由编辑从另一条草稿中拆出
review-reason-gaps = 这是带填空的 Anki 笔记
review-reason-note = 这是有问题和答案的 Anki 笔记
review-reason-written = 它本来就是一张写好的卡片
review-reason-changed = 它在 Anki 里被改过
review-reason-fields = 问题和答案各在自己的字段里
review-reason-unasked = 有答案，但没有问题
review-reason-channel = 出自面试题频道
review-reason-spoiler = 答案藏在遮挡文字下
review-reason-joined = 按编号找到了答案
review-reason-marked = 有问号或标签
review-reason-begins = 开头像问题
review-reason-picture = 问题或其代码在图片或录音里
review-reason-words = 用词是在提问
review-reason-keyless = 有选项，但没有可靠的答案
review-reason-leading = 没有给出答案；建议取多数人选的选项
review-reason-chosen = 没有给出答案；建议取频道主选的选项
review-reason-numbers = 位于编号的问题列表中
review-reason-options = 有可选的选项
review-reason-key = 给出了正确选项
review-reason-poll = 这是投票
review-reason-quiz = 这是测验
review-reason-labels = 答案带标签，问题在它上方
review-reason-labelled = 问题带标签
review-reason-form = 形式与页面上的其他问题相同

## Importing

import-explained = <b>随时把文件发给我</b>，多个文件可以作为一个相册一起发。我会读取并告诉你找到了什么；卡片作为草稿在 /review 中等待。

    • Telegram Desktop 导出：result.json、messages.html；保存的 t.me/s 页面
    • Anki：.apkg、.colpkg
    • 表格和列表：CSV、TSV、JSON、JSON Lines、TOML
    • 文本：Markdown、Obsidian、Quizlet、从频道复制的纯文本

    <b>超过 20 MB 的文件</b>无法发给机器人。请少导出一些消息或不带媒体，分成几份发送，或在机器人运行的地方导入：<code>python -m bot import FILE</code>

    <b>机器人读不到频道以前的帖子。</b>请把帖子转发给我，或用 Telegram Desktop 导出频道：打开频道，选“导出聊天记录”，格式选 JSON。新帖子我可以自己读：点“{ import-connect }”连接频道。
import-connect = 读取频道的新帖子
import-begins = 收到“{ $name }”，正在读取。
import-waits = 收到“{ $name }”。排在它前面的导入：{ $ahead } 个
import-stop = 停止
import-stopping = 导入正在停止。已导入的内容会保留。
import-reading = 正在读取“{ $name }”：{ $percent }%
import-file-of = 第 { $number } 个文件，共 { $of } 个
import-resumed = 机器人中途重启过，现在继续。
import-was-resumed = 机器人中途重启过。之前已导入的内容算作“已有”。
import-done = <b>“{ $name }”已读完。</b>
import-done-files = <b>全部文件已读完：{ $count } 个</b>
import-by-file = { $name }：{ $told }
import-unread = 未读取：{ $kind }
import-fault = 没有读到结尾：{ $kind }
import-kind-empty = 文件是空的。
import-kind-large = 文件太大，请分成几份发送。
import-kind-cut = 文件不完整，请重新下载或导出。
import-kind-encoding = 这不是我能读取的文本，请另存为 UTF-8。
import-kind-locked = 文件有密码，请发送没有密码的版本。
import-kind-strange = 文件已损坏，或与文件名不符，请重新导出。
import-file-unchanged = 没有新内容：这个文件以前导入过。
import-file-stopped = 你停止了导入。之前找到的内容会保留。
import-file-waiting = 未读取：在它之前你停止了导入。
import-file-lost = Telegram 没有把这个文件给我。请再发一次。
import-file-crashed = 我在这个文件上失败了几次，只好放弃。请分成几份再试。
import-nothing = 没有找到题目。
import-drafted = 新草稿：{ $count }
import-published = 新卡片：{ $count }
import-updated = 已更新：{ $count }
import-repeated = 已有：{ $count }
import-variants = 新内容中属于其他题目变体的：{ $count }
import-kept = 保留编辑写法的：{ $count }
import-dropped = 丢弃：{ $count }
import-what-now = 这次导入中等待审核的有 { $count } 条。可以用 /review 逐条决定，也可以一次通过解析器有把握、又不像其他卡片的草稿。七天内可以一次撤回。
import-losses = 丢弃的内容和原因：文件和行号、原因、开头的文字。
import-only-editors = 只有编辑可以发送文件。你可以把带题目的帖子转发给我，它会成为你自己的卡片。
import-too-big = “{ $name }”太大：机器人最多接收 { $limit } MB 的文件。其他办法见 /import。
import-too-many = 你已有 { $limit } 个文件在排队。请等它们读完再发这个。
imports-none = 还没有导入过任何内容。/import 会告诉你怎么做。
imports-listed = <b>最近的导入</b>
imports-row = { $number }. { $name }，{ $at }：{ $waiting } 条待审核
imports-one = <b>导入“{ $name }”</b>
imports-waiting = 待审核：{ $waiting } 条
imports-accept-ask = 下面的按钮会一次发布有答案、不像其他卡片、且解析器把握不低于该值的草稿。
imports-accepted = 已一次通过：{ $count } 条，从 { $percent }% 起
imports-accept = 通过 { $percent }% 以上的 { $count } 条
imports-undo = 撤回一次通过的 { $count } 条
imports-look = 查看现状
imports-accepting = “{ $name }”：正在通过……{ $done } / { $of }
imports-undoing = “{ $name }”：正在撤回……{ $done } / { $of }
imports-accepted-now = <b>“{ $name }”</b>
    已发布：{ $count }
    留待人工查看：{ $left }
imports-undone-now = <b>“{ $name }”</b>
    已撤回，重新作为草稿等待：{ $count }
    之后有改动或已移除，保持不变：{ $kept }
imports-nothing-ready = 这次导入中没有 { $percent }% 以上的待审核草稿。
imports-under-way = 这次导入正在通过或撤回，请等它结束。
imports-undone-already = 已经撤回过了。
imports-undo-over = 只能在七天内撤回。单张卡片可用 /edit 移除。

## Changing cards

edit-which = <b>要修改哪张卡片？</b>请发送题目或答案中的关键词，或从最近改过的卡片中选择。
edit-which-none = 要修改哪张卡片？请发送题目或答案中的关键词。
edit-row-retired = { $question }（已停用）
edit-which-chat = <b>哪个群组或频道的卡片？</b> 以下是你管理的群组和频道。
edit-of-chat = 本群组或频道的卡片
edit-chat-cards = <b>自有卡片：{ $title }</b>
    只有它自己的计划会发布这些卡片。
edit-chat-none = “{ $title }”还没有自己的卡片。只有它自己的计划会发布这些卡片。
edit-chat-new = 写一张卡片
edit-chat-all = 全部自有卡片
edit-chat-full = 一个群组或频道最多可有 { $limit } 张自己的卡片。
edit-head = <b>卡片</b>，第 { $number } 版
edit-is-retired = 已停用，不再提问。
edit-empty = 空白：{ $fields }
edit-button = 修改
edit-button-number = 修改第 { $number } 张
edit-field-question = 题目
edit-field-answer = 答案
edit-field-short_answer = 简短答案
edit-field-topic = 主题
edit-field-level = 难度
edit-field-lang = 语言
edit-field-tags = 标签
edit-field-key_points = 要点
edit-field-misconceptions = 常见误解
edit-field-follow_up = 追问
edit-field-hint = 提示
edit-field-choice = 选择题选项
edit-field-references = 参考资料
edit-history = 历史
edit-proposals = 建议
edit-retire = 停止提问
edit-ask-again = 恢复提问
edit-cancel = 取消
edit-take-away = 清除
edit-right = 正确：{ $option }
edit-wrong = 错误：{ $option }
edit-why = 理由：{ $why }
edit-now-it-is = <b>目前内容：</b>
edit-ask-question = 请发送新的题目。格式和代码会原样保留。
edit-ask-answer = 请发送新的答案。格式和代码会原样保留。
edit-ask-short_answer = 请用一两句话写出答案。
edit-ask-tags = 请发送标签，用逗号隔开。
edit-ask-key_points = 请发送好答案必须包含的要点，每行一个。同一要点的其他说法写在后面，用 | 隔开，例如
    <code>全局解释器锁 | GIL</code>
edit-ask-misconceptions = 请发送差的回答里会有的误解，每行一个。为什么不对，写在后面，用 | 隔开。
edit-ask-follow_up = 请发送面试官接下来会问的问题。
edit-ask-hint = 请发送一条不会泄露答案的提示。
edit-ask-choice = 请发送选项，每行一个：第一行是正确选项，其后是三个或更多错误选项，每个不超过 100 个字符。然后空一行，写出第一个选项为何正确，不超过 200 个字符。
edit-ask-references = 请发送相关的阅读资料，每行一个。
edit-saved = 已保存。学习者对这张卡片的记忆不受影响。
edit-same = 卡片上已是如此，未作更改。
edit-meanwhile = 在此期间有人改过这张卡片，未保存。以下是目前的内容。
edit-meanwhile-look = <b>在此期间有人改过这张卡片。</b>你的文字没有丢失，保存后卡片将如下所示。
edit-restored = 已恢复原样。此操作也可以在历史中撤销。
edit-retired = 这张卡片不再提问，其历史和学习者的记忆都会保留。
edit-returned = 这张卡片恢复提问，学习者的记忆都还在。
edit-unchanged = 未保存。
edit-saved-already = 已经保存。
edit-over = 此次修改已结束。请用 /edit 重新打开卡片。
edit-card-gone = 没有这张卡片。
edit-exists = 已有另一张卡片问同样的题目，未保存。
edit-language-taken = 这张卡片已有该语言的版本，未保存。
edit-no-poll = 题目太长，无法做成测验投票（最多 300 个字符）：频道会以题目加隐藏答案的形式发布。
edit-too-long = 共 { $length } 个字符，最多 { $limit } 个。请缩短后重新发送。
edit-too-many = 共 { $count } 个，最多 { $limit } 个。
edit-line-too-long = 第 { $number } 个有 { $length } 个字符，最多 { $limit } 个。
edit-choice-few = 需要一个正确选项和至少 { $wrong } 个错误选项。
edit-choice-equal = “{ $option }”重复了：Telegram 不接受有两个相同选项的投票。
edit-choice-no-why = 缺少理由。请在选项之后空一行，写出第一个选项为何正确。
edit-choice-why-long = 理由有 { $length } 个字符，投票中最多 { $limit } 个。
edit-choice-why-lines = 投票中的理由最多 { $limit } 行。
edit-history-title = <b>修改历史</b>：“{ $question }”（{ $zone }）
edit-history-empty = 暂无记录。
edit-history-row = { $number }. { $at } · { $who }：{ $did }
edit-open-change = 第 { $number } 次修改
edit-back-to-card = 返回卡片
edit-put-back = 恢复修改前的版本
edit-was = 原为：{ $text }
edit-now = 现为：{ $text }
edit-only-spacing = 仅空格和空行不同。
edit-by-import = 导入
edit-did-fields = { $did }（{ $fields }）
edit-did-changed = 修改
edit-did-restored = 恢复原样
edit-did-retired = 停止提问
edit-did-returned = 恢复提问
edit-did-merged = 来源有变动
edit-did-imported = 从帖子重新读取

## Proposals for a card

enrich-title = <b>卡片的建议</b>
    { $question }
enrich-proposed = { $field }：程序的建议，尚未写入卡片
enrich-because = 依据：{ $reasons }。
enrich-check-wrong = 部分错误选项取自其他卡片：请确认其中没有一个能回答这道题。
enrich-check-changed = 部分错误选项是改动了一个词的陈述：请确认每一个确实是错的。
enrich-is-accepted = { $field }：已采纳并写入卡片。
enrich-is-dropped = { $field }：建议已放弃。
enrich-none = { $field }：没有建议。{ $why }
enrich-nothing = 没有可建议的内容：这张卡片已有选项、要点和难度。
enrich-act-accept = 采纳：{ $field }
enrich-act-edit = 修改：{ $field }
enrich-act-drop = 放弃：{ $field }
enrich-act-undo-accepted = 从卡片移除：{ $field }
enrich-act-undo-dropped = 重新建议：{ $field }
enrich-write-quiz = 在 Telegram 中编写选项
enrich-next = 下一张没有选项的卡片
enrich-open-card = 打开卡片
enrich-back = 返回
enrich-to-copy = 以下是建议，可复制后修改。/cancel 则卡片保持不变。
enrich-accepted = 已采纳并写入卡片。
enrich-written = 已按你写的内容保存到卡片。
enrich-dropped = 已放弃：这一版卡片不会再出现此建议。
enrich-undone = 已撤销：该建议重新等待决定。
enrich-quiz = 你的测验已成为这张卡片的选项。可在卡片历史中恢复。
enrich-already = 这条建议已有决定，未作更改。
enrich-meanwhile = 在此期间有人改过这张卡片，未作更改。以下是目前的内容。
enrich-over = 该建议已有决定，或卡片已经改动。卡片上的“{ edit-proposals }”会显示当前的建议。
enrich-all-have = 所有卡片都有选项。
enrich-ask-quiz = 下方按钮会打开 Telegram 的测验编辑器。请写出正确选项、三个或更多错误选项以及解释。测验的题目不重要，卡片会保留自己的题目。
enrich-open-editor = 编写测验
enrich-send-quiz = 请发送一个测验：下方按钮可打开编辑器。/cancel 停止。
enrich-quiz-taken = 已收到测验。
enrich-poll-regular = 这是普通投票，没有正确选项。请发送测验。
enrich-poll-hidden = 对于转发的测验，Telegram 不会告知哪个选项正确。请用下方按钮自己编写。
enrich-poll-several = 这个测验有多个正确选项，而卡片只能有一个。请发送另一个测验。
enrich-reason-short-answer = 简短答案中的陈述
enrich-reason-sentence = 答案中的完整陈述
enrich-reason-one-of-many = 长答案中的一条陈述，要从错误陈述中找出来
enrich-reason-misconceptions = 取自卡片上常见误解的错误选项
enrich-reason-opposites = 错误选项把一个词换成了反义词或其他术语
enrich-reason-numbers = 错误选项改了数字
enrich-reason-negations = 错误选项加上或去掉了否定
enrich-reason-same-topic = 取自同一主题卡片的错误选项
enrich-reason-near-topic = 取自用词相近卡片的错误选项
enrich-reason-easy-to-guess = 容易猜中：没有找到与正确项同样可信的错误选项，最好自己改写
enrich-reason-piece = 取自长句的一部分或一行代码：请确认它说得够清楚
enrich-reason-headings = 答案的小标题
enrich-reason-phrases = 其他答案没有的说法
enrich-reason-parts = 简短答案的各个部分
enrich-reason-synonyms = 答案本身给出的其他说法
enrich-reason-definition = 询问定义的题目
enrich-reason-comparison = 询问区别的题目
enrich-reason-brief = 简短的答案
enrich-reason-design = 要求给出设计的题目
enrich-reason-failure = 高负载或多处同时发生的故障
enrich-reason-scale = 很大的规模
enrich-reason-diagnosis = 查找故障原因的题目
enrich-reason-long = 分章节的答案
enrich-reason-in-between = 既不是简短的题目，也不是包含多个部分的任务
enrich-reason-clear-signs = 迹象明确
enrich-reason-few-signs = 迹象太少，不能确定
enrich-lack-no-statement = 答案中没有足够简短清楚、可作正确选项的句子。“{ enrich-write-quiz }”可打开 Telegram 的测验编辑器。
enrich-lack-gives-away = 找不到三个确实错误、又不会暴露正确项的选项。“{ enrich-write-quiz }”可打开 Telegram 的测验编辑器。
enrich-lack-few-points = 答案中适合作要点的说法不足三个。

## Decks

decks-title = <b>卡组</b>
decks-title-chat = <b>本群或频道的卡组</b>
decks-which-chat = <b>哪个群组或频道的卡组？</b> 以下是你管理的群组和频道。
decks-what = 还没有卡组。卡组是一组有名字、有链接的卡片：谁打开链接，就先问谁这些卡片。
decks-counted = { $title } · { $count }
decks-of-chat = 本群或频道的卡组
decks-to-chat = 返回群或频道
decks-of-this-card = 卡组
decks-new = 新建卡组
decks-previous = 上一页
decks-next = 下一页
decks-type-title = 新卡组叫什么？请发送名称。/cancel 取消。
decks-type-rename = 请发送新名称，链接不变。/cancel 保留原名。
decks-made = 卡组已建好，现在可以放入卡片。
decks-cards = 卡片数：{ $count }
decks-language = { $language }：{ $count }
decks-schedules = 从中发帖的计划数：{ $count }
decks-link = 给学习者的链接：{ $url }
decks-show = 查看卡片
decks-add = 添加卡片
decks-rename = 改名
decks-remove = 删除卡组
decks-all = 全部卡组
decks-back = 返回卡组
decks-undo = 撤销
decks-removed = 卡组“{ $title }”已删除，链接随之失效。卡片本身仍在。
decks-restored = 卡组已恢复，链接也重新有效。
decks-renamed = 已改名。
decks-put = 卡片已放入卡组。
decks-taken = 卡片已移出卡组。
decks-filled = { $count ->
    [0] 这些卡片都已在卡组中。
   *[other] 已放入 { $count } 张卡片。
}
decks-emptied = { $count ->
   *[other] 已移出刚放入的 { $count } 张卡片。
}
decks-stale = 卡组在此期间有变动，未做任何操作。以下是现在的样子。
decks-no-cards = 里面还没有卡片。
decks-range = <b>卡组“{ $title }”</b>，第 { $first }–{ $last } 张，共 { $total } 张
decks-row = { $number }. { $question }
decks-take-out = 移出第 { $number } 张
decks-type-words = 请发送关键词，我会找出包含全部关键词的卡片。也可以一次添加许多卡片。
decks-by-choice = 按主题、难度或语言添加
decks-found = <b>“{ $words }”的搜索结果</b>
    点一下把卡片放入“{ $title }”；带勾的再点一下就移出。换个词可以找别的卡片。
decks-found-none = 没有找到“{ $words }”。请换个词，词越少找到的越多。
decks-inside = ✓ { $label }
decks-chosen = <b>把哪些卡片放入“{ $title }”？</b>
    符合的卡片：{ $total }，其中尚未在卡组中：{ $outside }
decks-any = 不限
decks-by-topic = 主题：{ $value }
decks-by-level = 难度：{ $value }
decks-by-lang = 语言：{ $value }
decks-which-language = 哪种语言？
decks-fill = { $count ->
   *[other] 添加 { $count } 张卡片
}
decks-of-card = <b>这张卡片要放进哪些卡组？</b>
    { $question }
decks-to-card = 返回卡片
decks-opened = <b>卡组“{ $title }”。</b>卡片数：{ $count }
decks-foreign = 其中不是你所选语言的卡片：{ $count } 张。这里照样会问；在 /settings 中加上该语言，它们以后也会出现在 /quiz 中。
decks-empty = 卡组“{ $title }”里还没有卡片。先继续你的学习吧。
decks-gone = 这个卡组不存在或已被删除。先继续你的学习吧。
decks-all-cards = 全部卡片
decks-title-too-long = 名称有 { $length } 个字符，最多 { $limit } 个。请发短一些的。
decks-title-taken = 已有同名的卡组，请换个名称。
decks-too-many = 最多可以有 { $limit } 个卡组。请先删除一个。
decks-full = 一个卡组最多 { $limit } 张卡片，这些放不下，因此一张也没有放入。
decks-in-use = 有 { $count } 个计划正从这个卡组发帖。请先在 /schedule 中改用别的。
decks-removed-already = 这个卡组已被删除。
decks-card-gone = 这张卡片已停用，无法放入卡组。
admins-about-deck-made = { $actor } 新建了卡组“{ $title }”
admins-about-deck-renamed = { $actor } 把一个卡组改名为“{ $title }”
admins-about-deck-filled = { $actor } 向卡组“{ $title }”放入了卡片
admins-about-deck-thinned = { $actor } 从卡组“{ $title }”移出了卡片
admins-about-deck-removed = { $actor } 删除了卡组“{ $title }”
admins-about-deck-restored = { $actor } 恢复了卡组“{ $title }”

## Channels and schedules

schedule-chats = <b>频道和群组</b>
schedule-chats-none = <b>还没有连接任何频道或群组。</b>可以在这里连接；也可以自己把我加进去（频道里要设为管理员），我会私信告诉你下一步。
schedule-open = 打开 { $title }
schedule-connect = 连接频道或群组
schedule-pick = <b>连接哪一个？</b>请用下方的按键选择。Telegram 会把我加进去，只给我需要的权限：频道里是发布消息（只读取帖子则不需要任何权限），群组里是普通成员。
schedule-pick-channel = 选择频道
schedule-pick-group = 选择群组
schedule-pick-feed = 把某个频道的帖子变成卡片
schedule-pick-cancel = 取消
schedule-pick-over = 没有连接任何聊天。
schedule-connected = 已连接：{ $title }。
schedule-connected-already = 之前就已连接：{ $title }。
schedule-cannot-see = 我看不到这个聊天。请把我加进去（频道里要设为管理员），然后再选一次。
schedule-lacks = <b>我还不能在“{ $title }”发布。</b>
schedule-lack-absent = • 我不在里面。请把我加进去，频道里要设为管理员。
schedule-lack-post = • 我需要发布消息的权限。
schedule-lack-texts = • 我不能发送消息。
schedule-lacks-then = 请在聊天的设置里修改，然后用 /schedule 再选一次。
schedule-added = 我已加入“{ $title }”，可以在那里发布了。
schedule-make-first = 制定发布计划
schedule-nameless = 聊天 { $id }
schedule-chat-empty = 还没有发布计划。
schedule-trouble-rights = <b>我现在不能在那里发布：</b>频道里需要发布权限，群组里需要能发消息。在此之前一切都会等着。
schedule-trouble-gone = <b>我已不在里面，</b>或者聊天已不存在。重新加我之前，一切都会等着。
schedule-row = { $number }. { $times }，{ $days }（{ $city }）
schedule-row-paused = { $number }. { $times }，{ $days }（{ $city }）：已暂停
schedule-open-number = 计划 { $number }
schedule-new = 新建计划
schedule-past = 已发布的内容
schedule-leave = 断开连接
schedule-all-chats = 所有聊天
schedule-left = 已断开“{ $title }”：不再往那里发布。它的计划会保留。
schedule-undo = 撤销
schedule-back = 返回
schedule-changed = 期间有了变化，这次什么也没做。现在的情况如下。
schedule-telegram-silent = Telegram 暂时没有回应。什么都没有改动，请再试一次。
schedule-not-admin = Telegram 没有确认你是那里有发布权限的管理员。什么都没有改动。
schedule-too-many-chats = 最多可以连接 { $limit } 个聊天。请先断开一个。
schedule-too-many = 一个聊天最多有 { $limit } 个计划。请先停止一个。
schedule-is-stopped = 这个计划已停止。请用 /schedule 新建一个。
schedule-is-left = 这个聊天已断开。请用 /schedule 重新连接。
schedule-cannot-ask = 我已不在这个聊天里，Telegram 不会告诉我谁在管理它。请先把我重新加进去。
schedule-deck-gone = 这个卡组已不存在，请另选一个。
schedule-no-other-card = 这次发布没有别的卡片可换。
schedule-post-over = 这次发布已不在后面的安排里。
schedule-cannot-post = 我现在不能在那里发布，原因见聊天页面。
schedule-nothing-to-post = 没有符合这个计划的卡片。请换一个主题、级别、语言或卡组。
schedule-times-full = 每天最多 { $limit } 次。请先去掉一个时间。
schedule-last-time = 至少要保留一个时间。可以改为暂停计划。
schedule-last-day = 至少要保留一天。可以改为暂停计划。
schedule-zone-unknown = 我不认识这个城市。请换附近一个大些的城市，或写时区，例如 Europe/Berlin。
schedule-time-unknown = 这不像一个时间。请发送时和分，例如 7:45。
schedule-thread-unknown = 这不是本论坛话题的链接。请复制那个话题里一条消息的链接发给我。
schedule-anonymous = 我看不出你是谁：你在以匿名管理员的身份说话。请打开与 @{ $bot } 的私聊，在那里发送 /schedule。
schedule-in-private = 发布计划要在私聊里制定：请打开 @{ $bot }，在那里发送 /schedule。
schedule-title = <b>“{ $title }”的发布计划</b>
schedule-says-time = 时间：{ $times }（{ $city }）
schedule-says-days = 日期：{ $days }
schedule-says-cards = 卡片：{ $cards }
schedule-says-hottest = 顺序：最热门的在前
schedule-says-oldest = 顺序：最早的在前
schedule-says-spoiler = 形式：有选项的卡片发成测验，其余的答案先隐藏，点开才显示
schedule-says-later = 形式：有选项的卡片发成测验，其余的答案在 { $hours } 小时后以回复发出
schedule-says-stay = 旧帖：保留
schedule-says-keep = 旧帖：一天后删除
schedule-says-general = 论坛话题：General
schedule-says-thread = 论坛话题：编号 { $thread }
schedule-stock = 这里还没发过的卡片：{ $count } 张。发完后会从头再来。
schedule-stock-again = 全部 { $count } 张卡片都在这里发过了：会从最久以前的开始再发一轮。
schedule-stock-none = <b>没有符合的卡片：</b>将不会发布任何内容。请换一个主题、级别、语言或卡组。
schedule-next = <b>下一次：</b>{ $when } – { $what }
schedule-paused = <b>已暂停：</b>不会发布。
schedule-post = { $number }. { $when } – { $what }
schedule-post-changed = { $number }. { $when } – { $what }（手动选择）
schedule-skipped = 跳过
schedule-no-card = 没有卡片了
schedule-change-time = 时间
schedule-change-days = 日期
schedule-change-zone = 时区
schedule-change-lang = 语言
schedule-change-topic = 主题
schedule-change-level = 级别
schedule-change-deck = 卡组
schedule-change-first = 顺序
schedule-change-answer = 答案形式
schedule-change-keep = 旧帖
schedule-change-thread = 论坛话题
schedule-posts = 接下来的发布
schedule-post-now = 立即发布
schedule-do-pause = 暂停
schedule-do-resume = 继续
schedule-do-stop = 停止
schedule-choose-time = <b>什么时候发布？</b>按{ $city }时间。点一下加上，再点一下去掉。
schedule-type-time = 其他时间
schedule-send-time = 请发送时和分，例如 7:45。
schedule-choose-days = <b>在哪几天？</b>
schedule-choose-clock = <b>读者那里现在几点？</b>目前按{ $city }时间。
schedule-choose-city = <b>哪个城市是这个时间？</b>
schedule-type-zone = 其他城市
schedule-send-zone = 请发送一个大城市的名字，或时区，例如 Europe/Berlin。
schedule-choose-lang = <b>卡片和按钮用哪种语言？</b>
schedule-choose-topic = <b>哪个主题？</b>
schedule-all-topics = 所有主题
schedule-choose-level = <b>哪个级别？</b>
schedule-all-levels = 所有级别
schedule-choose-deck = <b>用哪个卡组？</b>
schedule-no-decks = 还没有卡组：卡片按主题、级别和语言选出。
schedule-all-cards = 所有卡片
schedule-of-deck = 卡组“{ $title }”
schedule-deck-removed = 卡组“{ $title }”（已删除）
schedule-deck-nameless = 无名卡组
schedule-choose-first = <b>什么在前？</b>
schedule-first-hottest = 最热门的卡片
schedule-first-oldest = 最早的卡片
schedule-choose-answer = <b>没有选项的卡片，答案放在哪里？</b>有选项的会发成测验。
schedule-answer-spoiler = 在帖子里，点开才显示
schedule-answer-later = { $hours } 小时后以回复发出
schedule-choose-keep = <b>旧帖怎么办？</b>Telegram 只允许机器人删除两天以内的消息。
schedule-keep-always = 保留
schedule-keep-day = 一天后删除
schedule-thread-general = General（默认话题）
schedule-type-thread = 其他话题
schedule-send-thread = 请把那个话题里任意一条消息的链接发给我：长按消息，选“复制链接”。Telegram 不向机器人提供话题列表。
schedule-posts-title = <b>接下来的发布</b>（{ $city }）
schedule-post-skip = 跳过第 { $number } 个
schedule-post-other = 第 { $number } 个换张卡片
schedule-post-back = 撤销第 { $number } 个的改动
schedule-ask-post = 现在就在“{ $title }”发布下一张卡片吗？计划的时间不变。
schedule-sure = 是的，发布
schedule-posted = 正在发出。
schedule-stopped = “{ $title }”的发布计划已停止：不会再按它发布。
admins-about-chat-connected = { $actor } 连接了“{ $title }”
admins-about-chat-disconnected = { $actor } 断开了“{ $title }”
admins-about-chat-restored = { $actor } 重新连接了“{ $title }”
admins-about-schedule-made = { $actor } 为“{ $title }”制定了发布计划
admins-about-schedule-changed = { $actor } 修改了“{ $title }”的发布计划
admins-about-schedule-posted = { $actor } 在“{ $title }”手动发布了一次
admins-about-schedule-stopped = { $actor } 停止了“{ $title }”的发布计划
admins-about-schedule-restored = { $actor } 恢复了“{ $title }”的发布计划

## Posts in channels and groups

post-study = 学这道题
post-answer = <i>答案：</i>
post-answer-to = <i>“{ $question }”的答案：</i>
post-answer-below = <i>答案在下一条消息里。</i>
post-answer-later = <i>{ $hours } 小时后公布答案。</i>
post-asked = <b>这条内容发到 { $chat } 了吗？</b>
post-asked-answer = <b>这条内容的答案发到 { $chat } 了吗？</b>
post-asked-when = 原定时间：{ $time }（{ $zone }）。Telegram 没有回复是否已发出，而机器人自己看不到聊天记录。
post-asked-what = 请去看一下。点“再发一次”会重新发布；如果其实已经发出，那里就会有两条。
post-there = 已经发出
post-again = 再发一次
post-kept = 已记下：{ $chat } 里已经有了。
post-sent-again = 正在向 { $chat } 再发一次。
post-again-disconnected = 该群组或频道已断开，不会再发送。请先在 /schedule 中重新连接。
post-again-stopped = 该计划已停止，不会再发送。
post-decided = 这个问题已有人处理，未做任何更改。
post-missed = <b>未能在 { $chat } 发布内容</b>
post-missed-once = { $time }
post-missed-often = { $first } – { $last }，共 { $count } 次
post-missed-late = { $when }：没能在规定时间内发布。
post-missed-no-card = { $when }：没有符合该计划的卡片了。在有新卡片之前不会再次提醒。
post-missed-access = { $when }：机器人无权在那里发布。
post-missed-topic = { $when }：群组的话题已删除或关闭。该计划已暂停：请在 /schedule 中选择另一个话题，然后继续。
post-missed-long = { $when }：题目太长，一条消息放不下。
post-missed-refused = { $when }：Telegram 拒绝了这条内容，详情见机器人日志。
post-missed-zone = 时间按 { $zone } 计。/schedule 可查看接下来的内容。
post-trouble-rights = <b>机器人不能再在 { $chat } 发布内容了。</b>
    相关计划已暂停等待。重新授予发布权限后会自动继续。如果是群组，请在授权后到 /schedule 中打开它。
post-trouble-gone = <b>机器人已不在 { $chat }，或该聊天已不存在。</b>
    相关计划已暂停等待。机器人重新加入并有发布权限后会自动继续。
post-no-polls = <b>在 { $chat } 里，成员不能发送投票，我也不能。</b>
    测验会以带隐藏答案的题目发布。如果允许投票，一天后会恢复测验。
post-mended = 机器人又可以在 { $chat } 发布了：相关计划继续进行。

## Reports about posts and cards

report-posts = <b>帖子</b>（{ $zone }）
report-no-posts = 还没有发布过任何内容。/schedule 可以在频道或群组中发布题目。
report-question = “{ $question }”
report-reach = 点击“{ post-study }”的人数：{ $count }
report-votes = 投票数：{ $count }，正确率：{ $percent }%
report-no-votes = 暂无投票
report-wrong = 选得最多的错误选项：“{ $option }”（{ $count }）
report-hardest = <b>近 30 天最难的题目</b>
    只统计至少有 { $least } 票的测验。
report-no-hardest = 还没有测验达到这个票数。
report-recalled = 学习者自己练习时答对的比例：{ $percent }%（共 { $count } 次）
report-told = <b>学习者反馈的问题</b>
report-reason = { $reason }：{ $count }
report-nothing-told = 没有待处理的反馈。
report-open = 打开第 { $number } 张
report-dismiss = 忽略第 { $number } 张的反馈
report-undo = 恢复上一次忽略的反馈
report-to-posts = 帖子
report-to-hardest = 最难的题目
report-to-told = 被反馈的卡片
admins-about-card-dismissed = { $actor } 忽略了对“{ $title }”的反馈
admins-about-card-reopened = { $actor } 恢复了对“{ $title }”的反馈
study-gone = 那条帖子的卡片已经撤下。
study-unknown = 我不认识那条帖子。
study-quiz-kept = Telegram 不会告诉我转发的测验的正确答案。它的题目已作为新卡片的开头：请发送答案。发送 /cancel 可取消。

## Broadcasts

broadcast-text = <b>给所有学习者的消息。</b>请发送正文，格式会保留。发送 /cancel 可取消。
broadcast-not-text = 群发只支持文字，不支持图片、文件、贴纸或投票。请发送文字。
broadcast-empty = 这条消息没有可显示的内容。请发送文字。
broadcast-too-long = 正文有 { $length } 个字符，而一条消息最多容纳 { $limit } 个。请缩短后再发。
broadcast-too-many-marks = 格式太多，一条消息放不下。请减少加粗、链接等格式后再发。
broadcast-ask = <b>以上就是学习者将看到的内容。</b>
    接收人数：{ $count }。可送达总人数：{ $everybody }。屏蔽机器人或关闭公告的人不会收到。
    可按界面语言选择接收者，正文不会翻译。点“发送”后有 30 秒可以停止。
broadcast-you-too = 你自己也会收到。
broadcast-ask-nobody = <b>以上就是学习者会看到的内容。</b>
    没有使用这种语言的接收者。请选择其他语言。
broadcast-everybody = 所有人
broadcast-share = { $name }：{ $count }
broadcast-send = 发送 · { $count }
broadcast-edit = 修改
broadcast-cancel = 取消
broadcast-cancelled = 未发送任何内容。
broadcast-over = 这段正文已不在准备中。发送 /broadcast 可重新开始。
broadcast-another = 另一条群发正在进行。发送 /broadcast 可查看，请等它结束后再发。
broadcast-nobody = 没有可以接收的人。未发送任何内容。
broadcast-waiting = <b>群发即将开始，发起人：{ $name }</b>
broadcast-sending = <b>群发正在进行，发起人：{ $name }</b>
broadcast-stopping = <b>群发正在停止，发起人：{ $name }</b>
broadcast-stopped = <b>群发已停止，发起人：{ $name }</b>
broadcast-done = <b>群发已完成，发起人：{ $name }</b>
broadcast-opening = “{ $text }”
broadcast-in = 界面语言：{ $language }
broadcast-until = 开始时间：{ $time }（{ $zone }），接收人数：{ $count }。在此之前停止，就不会有人收到。
broadcast-sent = 已发送：{ $count } / { $of }
broadcast-blocked = 已屏蔽机器人：{ $count }
broadcast-unknown = 可能已收到（Telegram 的答复丢失）：{ $count }
broadcast-failed = 被 Telegram 拒绝：{ $count }
broadcast-unsent = 因停止而未收到：{ $count }
broadcast-unwanted = 期间关闭公告或离开：{ $count }
broadcast-stopped-by = 停止者：{ $name }
broadcast-stop = 停止
broadcast-look = 刷新
broadcast-mute = 关闭公告
broadcast-unmute = 开启公告
broadcast-muted = 以后不再发送公告。可在 /settings 中重新开启。
broadcast-unmuted = 已重新开启公告。
admins-did-broadcast = { $actor } 发起了群发
admins-did-broadcast-stopped = { $actor } 停止了群发

## Forwarded posts

forward-kept = 已存为你自己的 { $count } 张卡片，只有你能看到。
forward-changed = 你的 { $count } 张卡片已按这条帖子更新。
forward-undo = 撤回
forward-taken-back = 你的 { $count } 张卡片已删除，相关的学习记录也一并清除。
forward-undone = 没有可以撤回的内容了。
forward-known = 这道题这里已经有了。
forward-draft = { $count ->
    [1] <b>已生成面向所有学习者的草稿。</b>可以接受、修改，或留到 /review 里再处理。
   *[other] <b>已生成 { $count } 份面向所有学习者的草稿；</b>这是第一份，其余的在 /review 中等待处理。
    }
forward-draft-known = { $count ->
    [1] 这条帖子已经是待处理的草稿：
   *[other] 这条帖子已有 { $count } 份待处理的草稿，这是第一份：
    }
forward-none = 这条帖子里没有找到带答案的题目。题目应以问号结尾或写明要做什么，答案写在题目下方或遮罩文字里。
forward-none-editor = 这条帖子里没有找到题目。可以用 /add 自己写卡片。
forward-advert = 这看起来是广告，没有从中提取任何内容。
forward-unanswered = 这条帖子里有题目，但没有我能读到的答案（图片里的文字我读不了），所以没有生成卡片。请转发带答案的帖子。
forward-put-away = 这道题曾经收录过，后来被移除了，所以没有生成卡片。
forward-which-right = Telegram 不会告诉我转发的测验哪个选项正确。请按下正确的选项，它就会成为你自己的卡片。
forward-press-option = 请按下正确的选项，或发送 /cancel。
forward-key-over = 这个测验已不再等待作答，请重新转发。
forward-too-many = 一天之内你已保存 { $limit } 条帖子，已达上限。明天可以继续。

## Posts of a connected channel

feed-open = 把帖子变成卡片
feed-connect = 只读取帖子
feed-is-off = <b>当前：</b>不读取该频道的帖子。
feed-is-drafts = <b>当前：</b>每条带题目的新帖子会成为草稿，由编辑在 /review 中处理。帖子被编辑后，对应的草稿或卡片随之更新。
feed-is-cards = <b>当前：</b>每条带题目和答案的新帖子会直接成为卡片。帖子被编辑后，卡片随之更新，学习者的记忆进度保留。
feed-choose-off = 不再读取
feed-choose-drafts = 生成草稿
feed-choose-cards = 直接生成卡片
feed-since = <b>自 { $date } 起：</b>
feed-read = • 已读帖子：{ $count }
feed-drafted = • 草稿：{ $count }
feed-published = • 卡片：{ $count }
feed-updated = • 随帖子更新：{ $count }
feed-repeated = • 已经收录：{ $count }
feed-adverts = • 忽略的广告：{ $count }
feed-nothing = • 没有题目：{ $count }
feed-history = Telegram 不允许机器人读取它加入之前的帖子。旧帖子请转发到这里，或在 Telegram Desktop 中导出频道（⋮ → 导出聊天记录 → JSON）后把文件发给我。
feed-owner-only = 只有所有者才能决定让帖子不经审核直接成为卡片。
feed-channels-only = 只有频道的帖子可以这样读取。

## What cannot be done

refused-start-first = 请先点击 /start。
refused-not-editor = 只有编辑可以修改题目。
refused-unknown = 没看懂你的意思。发送 /quiz 查看下一题，发送 /help 查看使用说明。
refused-old-button = 此按钮已过期。发送 /quiz 查看下一题，发送 /help 查看功能。
refused-not-here = 此功能仅限私聊使用，请在私聊中给我发消息。
refused-too-fast = 操作太快了，请等几秒再试。
error-incident = 机器人出错了（代码 { $code }），请重试。
error-later = 请稍后再试。

## The picture of /stats: its characters must be in the fonts of bot/plots (python -m tests.cut_fonts)

picture-title = 学习情况
picture-streak = 连续学习天数
picture-freezes = 免打卡
picture-today = 今日已答
picture-due = 还有 { $count } 张到期
picture-known = 目前记得的卡片
picture-of-met = 估计值，共学 { $count } 张
picture-on-date = 估计值；{ $date } { $count } 张
picture-year = 过去一年
picture-answers = 共 { $count } 次作答
picture-less = 少
picture-more = 多
picture-frozen = 免打卡
picture-ahead = 未来 30 天
picture-a-day = 平均每天约 { $count } 张
picture-first-day = 今天
picture-in-days = { $count } 天后
picture-retention = 近 30 天答对率
picture-young = 不足三周
picture-mature = 三周以上
picture-all = 全部
picture-too-few = { $count } / { $enough } 次
picture-calibration = 预测准确度
picture-expected = 预计
picture-recalled = 实际
picture-off-by = 误差 { $percent }%
picture-later = 满 30 次作答后显示
picture-stability = 能记多久
picture-below-day = 1 天内
picture-week = 1 周内
picture-month = 1 个月内
picture-quarter = 3 个月内
picture-within-year = 1 年内
picture-over-year = 更久
picture-topics = 各主题：记得 / 已学
picture-no-topic = 无主题
