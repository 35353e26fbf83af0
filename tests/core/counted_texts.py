"""Texts of ours with their true number of o200k tokens, counted with gpt-tokenizer's vocabulary."""

COUNTED = {
    "python": (
        164,
        '''\
class Ledger:
    """Entries of one account, oldest first."""

    def __init__(self, currency: str, limit: int | None = None) -> None:
        self._entries: list[Entry] = []
        self.currency = currency
        self.limit = limit

    def book(self, amount_cents: int, *, note: str = "") -> Entry:
        if self.limit is not None and self.balance() + amount_cents > self.limit:
            raise LimitExceeded(f"{amount_cents} would pass the limit of {self.limit}")
        entry = Entry(next(_numbers), amount_cents, note.strip())
        self._entries.append(entry)
        return entry

    def balance(self) -> int:
        return sum(entry.amount_cents for entry in self._entries)
''',
    ),
    "typescript": (
        124,
        """\
export async function fetchInvoices(customerId: string, options: FetchOptions = {}): Promise<Invoice[]> {
  const response = await client.get(`/customers/${customerId}/invoices`, {
    params: { pageSize: options.pageSize ?? 50, includeDrafts: options.includeDrafts === true },
    timeout: DEFAULT_TIMEOUT_MS,
  });
  if (!response.ok) {
    throw new ApiError(response.status, "invoices could not be loaded");
  }
  return response.data.items.map((raw) => ({ ...raw, dueAt: new Date(raw.dueAt) }));
}
""",
    ),
    "java": (
        147,
        """\
public final class RetryPolicy {
    private static final int MAX_ATTEMPTS = 5;
    private final Duration firstDelay;

    public RetryPolicy(Duration firstDelay) {
        this.firstDelay = Objects.requireNonNull(firstDelay, "firstDelay");
    }

    public <T> T execute(Callable<T> task) throws Exception {
        Exception lastFailure = null;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            try {
                return task.call();
            } catch (IOException failure) {
                lastFailure = failure;
                Thread.sleep(firstDelay.multipliedBy(1L << attempt).toMillis());
            }
        }
        throw lastFailure;
    }
}
""",
    ),
    "sql": (
        136,
        """\
CREATE TABLE invoices (
    id BIGINT PRIMARY KEY,
    customer_id BIGINT NOT NULL REFERENCES customers (id),
    total_cents INTEGER NOT NULL CHECK (total_cents >= 0),
    issued_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
SELECT c.name, sum(i.total_cents) / 100.0 AS turnover, count(*) AS invoices
FROM customers AS c JOIN invoices AS i ON i.customer_id = c.id
WHERE i.issued_at >= date_trunc('year', now()) AND c.country IN ('NO', 'DK', 'SE')
GROUP BY c.name HAVING count(*) > 3 ORDER BY turnover DESC LIMIT 20;
""",
    ),
    "yaml": (
        98,
        """\
services:
  gateway:
    image: registry.example.com/payments/gateway:2.14.0
    environment:
      LOG_LEVEL: info
      REQUEST_TIMEOUT_SECONDS: "30"
    ports:
      - "8080:8080"
    healthcheck:
      test: ["CMD", "curl", "--fail", "http://localhost:8080/health"]
      interval: 10s
      retries: 3
    depends_on:
      - ledger
""",
    ),
    "log": (
        136,
        """\
2026-03-14T08:21:07.113Z INFO  gateway[4121] request_id=7f3a9c21 method=POST path=/v2/payments status=201 ms=187
2026-03-14T08:21:07.640Z WARN  gateway[4121] request_id=7f3a9c22 method=POST path=/v2/payments status=429 ms=3
2026-03-14T08:21:09.002Z ERROR ledger[988] could not book entry 55120: connection reset by peer (attempt 2 of 5)
""",
    ),
    "table": (
        90,
        """\
| Region | Orders | Refunds | Share |
| --- | ---: | ---: | ---: |
| Norway | 12,480 | 131 | 1.05 % |
| Denmark | 9,317 | 202 | 2.17 % |
| Sweden | 15,006 | 98 | 0.65 % |
| Finland | 4,551 | 77 | 1.69 % |
""",
    ),
    "csv": (
        103,
        """\
order_id,customer,amount_cents,currency,placed_at,country
100231,Larsen & Co,129900,EUR,2026-01-04,DK
100232,Ottar Bakke,4550,NOK,2026-01-04,NO
100233,Aino Virtanen,87000,EUR,2026-01-05,FI
100234,"Nilsson, Eva",1995,SEK,2026-01-06,SE
""",
    ),
    "english": (
        110,
        """\
Nobody reads a long report on a Monday morning, and yet every team writes one. The trouble is not that the numbers are
wrong; they are mostly right. It is that the reader has to find out which of them matter before anything can be decided.
We therefore begin each report with a single question, answer it in one sentence, and leave the tables to those who want
to check us. Since then meetings have become shorter, and the two people who used to prepare the slides have gone back
to the work they were hired for.
""",
    ),
    "german": (
        74,
        """\
Der Zahlungsdienst wird in den kommenden Wochen schrittweise auf die neue Schnittstelle umgestellt. Bestehende Kunden
müssen nichts unternehmen; ihre Verträge gelten unverändert weiter. Sollte eine Überweisung fehlschlagen, wird sie
innerhalb von zwei Werktagen erneut ausgeführt, und der Kunde erhält eine schriftliche Benachrichtigung.
""",
    ),
    "french": (
        75,
        """\
Le service de paiement sera progressivement transféré vers la nouvelle interface au cours des prochaines semaines. Les
clients existants n’ont rien à faire : leurs contrats restent inchangés. Si un virement échoue, il sera exécuté à
nouveau dans un délai de deux jours ouvrés, et le client recevra une notification écrite à l’adresse enregistrée.
""",
    ),
    "russian": (
        71,
        """\
Платёжный сервис будет постепенно переведён на новый интерфейс в течение ближайших недель. Существующим клиентам ничего
делать не нужно: их договоры остаются в силе. Если перевод не удастся, он будет выполнен повторно в течение двух рабочих
дней, а клиент получит письменное уведомление.
""",
    ),
    "chinese": (
        82,
        """\
支付服务将在未来几周内逐步迁移到新的接口。现有客户无需采取任何行动，他们的合同继续有效。如果转账失败，系统会在两个工作日内重新执行，
并以书面形式通知客户。所有交易记录至少保存七年，审计人员可以随时查阅。我们建议各团队在切换之前完成测试，并记录发现的问题。
""",
    ),
    "japanese": (
        93,
        """\
決済サービスは今後数週間で段階的に新しいインターフェースへ移行されます。既存のお客様に必要な手続きはなく、契約はそのまま有効です。
送金に失敗した場合は、二営業日以内に再度実行され、お客様には書面で通知されます。取引の記録は少なくとも七年間保存されます。
""",
    ),
    "korean": (
        81,
        """\
결제 서비스는 앞으로 몇 주에 걸쳐 새로운 인터페이스로 단계적으로 이전됩니다. 기존 고객은 아무런 조치를 취할 필요가 없으며 계약은 그대로
유지됩니다. 송금이 실패하면 영업일 기준 이틀 안에 다시 실행되고, 고객에게는 서면으로 통지됩니다. 모든 거래 기록은 최소 칠 년 동안 보관됩니다.
""",
    ),
    "mixed": (
        79,
        """\
# 更新履歴 (changelog)

- `PaymentClient.charge()` は失敗時に `ChargeError` を送出するようになりました。
- Retry 回数の既定値を 3 から 5 に変更 (`max_retries=5`)。
- fix: timeout が 30 秒を超えると接続が切れる問題を修正。
""",
    ),
}
