"""Words of the field that mean one thing, across English, Russian and Chinese: learners mix the three."""

import re
from functools import lru_cache

from bot.domain.grading.roots import root

FIRST_GROUP = 0xE100
"""A group is a private character, from this one on."""

HAN_LIGHT = re.compile("[有的了着就也都还又便则才会将被把是能可以要地得和与及之其这那]|真正|完全|直接|一定")
"""What Chinese words are compared without."""

_GROUPS = """
thread поток тред нить 线程
process процесс 进程
coroutine корутина сопрограмма 协程
event_loop eventloop цикл_событий событийный_цикл ивент_луп евент_луп 事件循环
lock mutex блокировка мьютекс лок замок 互斥锁 锁
deadlock дедлок взаимоблокировка взаимная_блокировка 死锁
block freeze stall hang блокировать заблокировать замораживать зависать замирать 阻塞 卡住 卡死
wait ждать ожидать ожидание 等待
io i/o ввод-вывод ввода-вывода вводом-выводом вводе-выводе вводу-выводу 输入输出
race race_condition гонка состояние_гонки 竞态条件 竞争条件 竞态
memory память памяти памятью 内存
leak утечка утекать течь 泄漏 泄露
gc garbage_collector garbage_collection сборщик_мусора сборка_мусора 垃圾回收器 垃圾回收
refcount reference_count reference_counting счетчик_ссылок подсчет_ссылок 引用计数
reference ссылка 引用
cycle cyclic цикл циклический
queue очередь 队列
worker воркер
request запрос 请求
response ответ 响应
query запрос 查询
cache кэш кеш кэшировать 缓存
key ключ
database db бд субд база_данных 数据库
postgres postgresql pg psql постгрес постгре
redis редис
kafka кафка
rabbitmq rabbit кролик рэббит
transaction tx транзакция 事务
commit коммит закоммитить 提交
rollback откат откатить 回滚
index индекс 索引
replica реплика 副本 从库
replication репликация
primary master leader мастер лидер 主库
shard шард шардирование 分片 分库
row строка
table таблица
pool пул 池
connection соединение подключение коннект 连接
timeout таймаут тайм-аут 超时
retry ретрай повторять повтор повторный 重试
latency delay задержка латентность 延迟 时延
error exception ошибка исключение 异常 错误 报错
message сообщение 消息
consumer консьюмер потребитель 消费者
producer продюсер производитель 生产者
broker брокер
container контейнер 容器
probe проба 探针
image образ 镜像
layer слой
deploy deployment деплой развертывание выкатка выкатить выкатывать 部署
release free освобождать отпускать освободить отпустить 释放
release релиз 发布
traffic трафик 流量
load нагрузка 负载
load_balancer балансировщик балансировщик_нагрузки 负载均衡器 负载均衡
server сервер 服务器
client клиент 客户端
service сервис служба 服务
scale масштабировать масштабирование 扩展 扩容 伸缩
bytecode byte-code байткод байт-код 字节码
interpreter интерпретатор 解释器
compile компилировать компиляция 编译
parallel параллельно параллельный параллелизм 并行
concurrent concurrently concurrency конкурентно конкурентный конкурентность 并发
execute run выполнять исполнять выполнить исполнить 执行 运行
call вызов вызывать вызвать 调用
function функция 函数
variable переменная 变量
value значение
object объект 对象
copy копия копировать скопировать 拷贝 复制
share shared общий разделяемый 共享
state состояние 状态
update refresh обновление обновлять обновить 更新
lose lost потерять терять потеря пропадать пропасть теряться 丢失 丢掉
delete remove drop erase дропнуть удалять удалить удаление 删除 删掉 移除 清除
write запись писать записывать записать 写入 写
read чтение читать прочитать 读取 读
create создавать создать создание 创建
return вернуть возвращать 返回
send отправить отправлять послать 发送
receive получить получать принять 接收 收到
stop остановить останавливать прекратить 停止
start запустить запускать стартовать запуск 启动
switch переключать переключить переключение 切换
context контекст 上下文
cancel cancellation отмена отменить отменять 取消
task задача таск 任务
generator генератор 生成器
list список 列表
argument parameter аргумент параметр 参数
default умолчание 默认
scope область_видимости 作用域
closure замыкание 闭包
snapshot снимок снапшот 快照
profiler профилировщик профайлер 分析器
sampling sample сэмплирование семплирование выборка 采样
percentile перцентиль процентиль 百分位 分位数
average avg mean среднее 平均值 平均
trace tracing трассировка трейсинг 追踪 链路追踪
log лог журнал логировать 日志
metric метрика 指标
limit лимит ограничение ограничивать 限制 上限
throttle throttling троттлинг тротлинг 限流 节流
signal сигнал 信号
node узел нода 节点
hash хеш хэш 哈希
ring кольцо
consistent consistency согласованность согласованный консистентность 一致性 一致
availability доступность 可用性
partition раздел партиция секция 分区
idempotent idempotency идемпотентность идемпотентный 幂等性 幂等
duplicate дубль дубликат 重复
order порядок 顺序 有序
ack acknowledge acknowledgement подтвердить подтверждать подтверждение 确认
offset смещение офсет оффсет 偏移量 偏移
expire expiration истекать истечь протухать протухнуть 过期
stale outdated устаревший 旧数据 过时
evict eviction вытеснение вытеснять вытеснить 淘汰 驱逐
token токен 令牌
version версия 版本
migration миграция мигрировать 迁移
branch ветка ветвь 分支
merge слияние мердж сливать 合并
rebase ребейз 变基
history история 历史
canary канарейка канареечный 金丝雀
environment окружение среда 环境
dependency зависимость 依赖
handler обработчик 处理函数 处理器
endpoint эндпоинт ручка 端点 接口
atomic atomically atomicity атомарный атомарно атомарность 原子性 原子
safe безопасный безопасно 安全
isolate isolated isolation изоляция изолированный изолировать 隔离
visible visibility видимость видимый виден 可见性 可见
plan план 计划
scan сканирование сканировать 扫描
constraint ограничение 约束
unique уникальный уникальность 唯一
optimistic оптимистичный оптимистический 乐观
pessimistic пессимистичный пессимистический 悲观
serialize serialization сериализация сериализовать 序列化
pickle pickling пиклить пиклинг
core ядро
kernel ядро 内核
disk диск 磁盘
network сеть сетевой 网络
file файл 文件
overhead cost expensive дорогой дорого затраты накладные_расходы издержки 开销 成本
slow медленный медленно
fast faster быстрый быстро быстрее
measure измерять измерить замер 测量
grow growth расти рост 增长
several many multiple несколько много многие 多个
only just только лишь
one single 1 один единственный
two 2 два двое
three 3 три
simultaneously simultaneous same_time same_moment together разом одновременно 同时 同一时刻 同一时间
data данные 数据
os operating_system ос операционная_система 操作系统
user пользователь юзер 用户
backoff экспоненциальная_задержка 退避
fallback фолбэк фоллбэк 降级
breaker предохранитель 熔断器 熔断
namespace неймспейс пространство_имен 命名空间
schema схема 模式
column колонка столбец
field поле 字段
finish завершить завершать завершение закончить 结束 完成
shutdown graceful завершение_работы 优雅关闭 优雅退出
buffer буфер 缓冲区 缓冲
early ahead advance beforehand заранее предварительно 提前 预先
all every everyone все каждый 所有 全部
jitter джиттер разброс 抖动
random randomize случайный 随机
restart reboot рестарт рестартовать перезапуск перезапускать перезапустить перезагружать 重启
flood hammer overload overwhelm завалить заваливать перегрузить перегружать захлестнуть 压垮 打垮 打爆
miss промах промахнуться промахиваться
reconnect переподключение переподключаться переподключиться 重连 重新连接
recompute recalculate rebuild пересчитать пересчитывать пересчет перестроить 重建 重算 重新计算
help fix cure помогать помочь лечить вылечить
check verify validate проверять проверить проверка 检查 校验 验证
hold держать удерживать 持有
protect guard защищать защитить защита 保护
prevent avoid избежать избегать предотвратить предотвращать 避免 防止 以免 免得 以防
split divide разделить разбить разбивать 拆分
kill terminate убить убивать прибить 杀死 杀掉
increase raise увеличить увеличивать повысить 增加 提高
reduce decrease lower уменьшить уменьшать снизить снижать 减少 降低
own separate отдельный собственный 独立 单独 各自 自己
need require necessary нужный требовать требоваться необходимый 需要
allow permit разрешать разрешить позволять 允许
store save keep хранить сохранять сохранить 保存 存储
fail failure crash die падать упасть умереть умирать сбой 失败 崩溃 宕机 挂掉
size размер 大小
local локальный 本地
global глобальный 全局
inside within внутри 内部
immediately сразу немедленно 立即 立刻 马上
old previous старый прежний
new новый
small маленький небольшой
large big большой огромный
change изменить изменять менять изменение 修改 改变 变更
dictionary dict словарь 字典
string строка 字符串
class класс
method метод 方法
attribute атрибут 属性
instance экземпляр 实例
module модуль 模块
library библиотека
extension расширение 扩展
code код 代码
test тест 测试
production prod прод продакшен 生产环境 生产 线上
batch батч пачка пакет 批量
other another rest remaining остальной другой прочий сосед 其余 其他 其它 剩下 另外 别的
continue carry_on продолжать продолжить 继续
throw raise бросать бросить выбрасывать выбросить кидать 抛出 抛
put add insert append добавлять добавить вставить класть кладет положить 添加 加入 放入 插入
first первый 第一
last последний 最后
estimate оценка оценивать 估计 估算 预估 预计
actual real фактический реальный 实际 真实
compare comparison сравнить сравнивать сравнение 比较 对比 对照
hide mask скрывать прятать 掩盖 隐藏
five 5 пять 五
ten 10 десять 十
hundred 100 сто 一百
nested inner вложенный внутренний 嵌套 内层 里层
outer внешний 外层
suspend park pause приостановить приостановиться 挂起 暂停
resume wake будить разбудить просыпаться возобновить возобновиться 恢复 唤醒
survive пережить переживать
see notice видеть увидеть заметить 看到 看见
replace заменить заменять замена 替换
exceed превышать превысить 超过
catch capture поймать ловить 捕获 捕捉
deduplicate dedupe дедупликация дедуплицировать 去重
enough sufficient достаточно хватает хватит 足够
count number число количество 数量 个数
choose pick select выбирать выбрать 选择
happen occur происходить случаться 发生
ready готовый 就绪
mark помечать пометить отмечать отметить 标记
schedule планировать запланировать 调度
publish публиковать опубликовать
announce notify уведомлять уведомить сообщать 通知
machine host машина хост 机器 主机
forever indefinitely вечно бесконечно 永远
"""
"""One group a line; `_` joins the words of a phrase."""

_KINDS = """
database postgres mysql sqlite mongo
broker kafka rabbitmq
cache redis memcached
"""
"""Names that will do where the first word of their line is asked for, but not the other way round."""


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[tuple[str, str], str], dict[str, str]]:
    words: dict[str, str] = {}
    pairs: dict[tuple[str, str], str] = {}
    han: dict[str, str] = {}
    for number, line in enumerate(_GROUPS.split("\n")):
        group = chr(FIRST_GROUP + number)
        for entry in line.split():
            parts = re.split(r"[_-]", entry.replace("/", ""))
            if "\u3400" <= entry[0] <= "\u9fff":
                han.setdefault(entry, group)
            elif len(parts) == 2:
                pairs.setdefault((root(parts[0]), root(parts[1])), group)
                words.setdefault(parts[0] + root(parts[1]), group)
            else:
                for form in _forms(entry):
                    words.setdefault(root(form), group)
    return words, pairs, han


def _forms(word: str) -> tuple[str, ...]:
    """A Russian noun also in cases whose stem Snowball does not bring to that of its first: лимит, лимита."""
    if not "а" <= word[0] <= "я":
        return (word,)
    if word.endswith("ь"):
        return word, f"{word[:-1]}и", f"{word[:-1]}ью"
    return (word,) if word[-1] in "аеиойуыюя" else (word, f"{word}а", f"{word}ы")


def word_groups() -> dict[str, str]:
    """The groups of stems, and of phrases written as one word."""
    return _tables()[0]


@lru_cache(maxsize=1)
def kinds() -> dict[str, str]:
    """The group of what a name is one of, by the name's own group or stem."""
    lines = [[word_groups().get(root(word), root(word)) for word in line.split()] for line in _KINDS.split("\n")]
    return {name: kind for kind, *names in filter(None, lines) for name in names}


def phrases() -> dict[tuple[str, str], str]:
    """The groups of pairs of stems."""
    return _tables()[1]


def han_groups() -> dict[str, str]:
    """The groups of Chinese words."""
    return _tables()[2]


@lru_cache(maxsize=1)
def han_pattern() -> re.Pattern[str]:
    """Finds Chinese words that have a group, the longest first."""
    return re.compile("|".join(sorted(map(re.escape, han_groups()), key=len, reverse=True)))
