"""Words that can take each other's place and turn what is said into its opposite, or into something else.

A line is a set of forms that fit the same place, divided by "|"; after ">" stands what may come for the first, but not
the other way round. Words of one form only: a sentence stays grammatical when one takes the place of another.
"""

TERMS = """
SIGTERM|SIGKILL|SIGHUP
READ COMMITTED > SERIALIZABLE
SERIALIZABLE > READ COMMITTED|READ UNCOMMITTED
REPEATABLE READ > READ UNCOMMITTED
ACCESS EXCLUSIVE|ACCESS SHARE|ROW EXCLUSIVE|SHARE ROW EXCLUSIVE
select_related|prefetch_related
forkserver|fork|spawn
O(1)|O(log n)|O(n)|O(n log n)|O(n²)
GIN|BRIN
INNER JOIN|LEFT JOIN|RIGHT JOIN|CROSS JOIN
GET|POST|PUT|DELETE
WHERE|HAVING|GROUP BY|ORDER BY
PRIMARY KEY|FOREIGN KEY|UNIQUE
BaseException|Exception|ValueError|OSError
TimeoutError|CancelledError|ValueError|RuntimeError
BrokenProcessPool|TimeoutError|MemoryError|PicklingError
DoesNotExist|IntegrityError|ValidationError|OperationalError
KeyError|IndexError|AttributeError|TypeError
StopIteration|GeneratorExit|RuntimeError|EOFError
UUIDv4|UUIDv7
TCP|UDP|ICMP
LIFO|FIFO
readiness|liveness
readinessProbe|livenessProbe|startupProbe
__init__|__new__|__call__|__del__
__iter__|__next__|__getitem__|__contains__
__eq__|__hash__|__repr__|__bool__
__enter__|__exit__|__del__|__call__
__slots__|__dict__|__weakref__
@staticmethod|@classmethod|@property
lru_cache|cached_property
ThreadPoolExecutor|ProcessPoolExecutor
DeprecationWarning|ResourceWarning|SyntaxWarning|RuntimeWarning
"""
"""Names that every language writes alike. Each is exact: letter case counts."""

WHOLE = """
80|443|22|8080
5432|3306|6379|27017
True|False|None|TypeError
list|tuple|set|dict
stack|queue|heap|hash table
GIL|JIT|ABI|AST
"""
"""Answers that are no more than this, or do for each other where they are."""

ENGLISH = """
at least once|at most once|exactly once
at least|at most
weak|strong
before|after
faster|slower
quickly|slowly
larger|smaller
bigger|smaller
longer|shorter
more than|less than
more often|less often
fewer > more
cheaper > more expensive
higher|lower
highest|lowest
maximum|minimum
earlier|later
oldest|newest
older|newer
old|new
always|never
mutable|immutable
hashable > unhashable
unhashable > hashable
ordered|unordered
sorted|unsorted
synchronous|asynchronous
synchronously|asynchronously
blocking > non-blocking
non-blocking > blocking
clients|servers
client|server
inside|outside
inner|outer
local|global
static|dynamic
statically|dynamically
implicit|explicit
implicitly|explicitly
eagerly|lazily
eager|lazy
shallow|deep
stateless|stateful
optimistic|pessimistic
horizontally|vertically
producer|consumer
producers|consumers
sender|receiver
only one > every
in the same transaction as > in a separate transaction from
in the same > in a separate
the same > a different
one thread > several threads
worker process > worker thread
separate process > separate thread
every process has > every thread has
each process has > each thread has
enable|disable
enables|disables
enabled|disabled
increase|decrease
increases|decreases
grow|shrink
grows|shrinks
allows|forbids
allow|forbid
succeeds|fails
success|failure
opens|closes
acquires|releases
copies > shares
copied > shared
compile time|run time
readers|writers
reads|writes
unless > if
immediately > with a delay
in parallel > one after another
one after another > in parallel
in order > in no order
concurrently|sequentially
idempotent > non-idempotent
random > fixed
randomly > regularly
unique > repeated
permanent|temporary
permanently|temporarily
independent of > dependent on
last|first
nullable > non-nullable
can't > can
cannot > can
can > cannot
must not > must
must > must not
should not > should
should > should not
won't > will
will > will not
isn't > is
aren't > are
wasn't > was
is not > is
are not > are
may > may not
need not > must
is > is not
are > are not
no longer > still
still > no longer
"""

ENGLISH_VERBS = """
keep hold wait take make give let add mean raise need contain allow become belong happen get go live come stay remain
disappear store create free cancel kill send reserve decide protect freeze apply inherit refer remember visit override
pass know solve turn depend lack catch swallow remove replace delete insert follow obey prevent require guarantee ensure
promise grow see survive support include exist compute collect show spend arrive evaluate describe provide
"""
"""Verbs whose form for he, she and it is no noun, or hardly ever."""
