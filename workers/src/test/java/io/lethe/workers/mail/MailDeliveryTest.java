package io.lethe.workers.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.campaign.CampaignId;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.Right;
import io.lethe.storage.account.AccountEdit;
import io.lethe.storage.consent.ConsentChannel;
import io.lethe.storage.mail.MailId;
import io.lethe.storage.mail.MailKind;
import io.lethe.storage.mail.Outbox;
import io.lethe.storage.mail.OutgoingMail;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.MailSeen;
import io.lethe.storage.testing.People;
import io.lethe.storage.testing.Requests;
import io.lethe.storage.testing.TestStorage;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real ledger and a real SMTP server. */
class MailDeliveryTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  private static final String ADDRESS = "someone@example.org";

  @TempDir Path folder;
  private final MetricRegistry metrics = new MetricRegistry();
  private GreenMail server;
  private TestStorage storage;
  private Outbox outbox;

  @BeforeEach
  void start() {
    server = new GreenMail(ServerSetup.SMTP.dynamicPort());
    server.start();
    // Each test has keys of its own, which open nothing of another's.
    LEDGER
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("TRUNCATE outbox, campaigns");
              handle.execute("ALTER TABLE consents DISABLE TRIGGER USER");
              handle.execute("DELETE FROM consents");
              handle.execute("ALTER TABLE consents ENABLE TRIGGER USER");
            });
    storage = new TestStorage(LEDGER, folder);
    outbox = storage.stores().people().outbox();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void sendsTheSameWordsInPlainTextAndHtml() throws Exception {
    queueConfirmation();
    delivery(server.getSmtp().getPort()).deliver();

    MimeMessage mail = received().get(0);
    assertThat(mail.getAllRecipients()[0]).hasToString(ADDRESS);
    assertThat(mail.getSubject()).isEqualTo("Confirm your e-mail address");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    String source = GreenMailUtil.getWholeMessage(mail);
    assertThat(source).contains("text/plain").contains("text/html");
    assertThat(GreenMailUtil.getBody(mail).replaceAll("=\r\n", ""))
        .contains("https://lethe.example/v1/public/email-confirmations/")
        .contains("<a href=3D\"https://lethe.example/v1/public/email-confirmations/");
  }

  @Test
  void sendsEachMailOnceAndErasesWhatItSaid() {
    queueConfirmation();
    MailDelivery delivery = delivery(server.getSmtp().getPort());
    delivery.deliver();
    delivery.deliver();

    assertThat(received()).hasSize(1);
    assertThat(MailSeen.states(LEDGER.jdbi())).containsExactly("SENT without words");
  }

  @Test
  void aMailThatCanNotBeWrittenHoldsUpNoOther() {
    SubjectId subject = storage.newSubject();
    LEDGER
        .jdbi()
        .useTransaction(
            handle ->
                outbox.queue(
                    handle, subject, MailKind.STAFF_REMINDER, new EmailAddress(ADDRESS), Map.of()));
    storage.clock().advance(Duration.ofSeconds(1));
    queueConfirmation();
    delivery(server.getSmtp().getPort()).deliver();

    assertThat(received()).hasSize(1);
    assertThat(MailSeen.states(LEDGER.jdbi()))
        .containsExactlyInAnyOrder("WAITING with words", "SENT without words");
  }

  @Test
  void mailWaitsForAServerThatIsDown() {
    queueConfirmation();
    int port = server.getSmtp().getPort();
    server.stop();
    delivery(port).deliver();
    assertThat(MailSeen.states(LEDGER.jdbi())).containsExactly("WAITING with words");
    assertThat(metrics.counter("lethe.mail.later").getCount()).isEqualTo(1);

    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    delivery(port).deliver();
    assertThat(received()).as("before its time").isEmpty();
    storage.clock().advance(Duration.ofMinutes(1));
    delivery(port).deliver();
    assertThat(received()).hasSize(1);
  }

  @Test
  void aMailboxThatDoesNotExistIsNotTriedAgain() throws Exception {
    queueConfirmation();
    try (RefusingServer refusing = RefusingServer.answering("550 5.1.1 no such mailbox")) {
      delivery(refusing.port()).deliver();
    }
    assertThat(MailSeen.states(LEDGER.jdbi())).containsExactly("REFUSED without words");
  }

  @Test
  void aServerThatAsksForPatienceIsGivenIt() throws Exception {
    queueConfirmation();
    try (RefusingServer refusing = RefusingServer.answering("451 4.7.1 try again later")) {
      delivery(refusing.port()).deliver();
    }
    assertThat(MailSeen.states(LEDGER.jdbi())).containsExactly("WAITING with words");
  }

  @Test
  void mailThatOneProcessIsSendingIsNotTakenByAnother() {
    queueConfirmation();
    assertThat(outbox.take(10, Duration.ofMinutes(1))).hasSize(1);
    assertThat(outbox.take(10, Duration.ofMinutes(1))).isEmpty();

    storage.clock().advance(Duration.ofMinutes(2));
    assertThat(outbox.take(10, Duration.ofMinutes(1))).as("it died").hasSize(1);
  }

  @Test
  void mailOfAnErasedSubjectIsForgottenUnread() {
    SubjectId subject = queueConfirmation();
    LEDGER
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    UPDATE subject_keys
                    SET wrapped = NULL, destroyed_at = now()
                    WHERE subject_id = ?
                    """,
                    subject.value()));
    delivery(server.getSmtp().getPort()).deliver();

    assertThat(received()).isEmpty();
    assertThat(MailSeen.states(LEDGER.jdbi())).isEmpty();
  }

  @Test
  void promotionalMailCanBeEndedWithOneClick() throws Exception {
    order("News of films", "Come and <b>see</b>\n\nhttps://lethe.example/news");
    agreed();
    order("Films from paintings", "Come and <b>see</b>\n\nhttps://lethe.example/news");
    delivery(server.getSmtp().getPort()).deliver();

    MimeMessage mail = received().get(0);
    assertThat(received()).as("who agreed later gets later campaigns only").hasSize(1);
    assertThat(mail.getSubject()).isEqualTo("Films from paintings");
    String address = mail.getHeader("List-Unsubscribe", null);
    assertThat(address).matches("<https://lethe.example/v1/public/opt-outs/[A-Za-z0-9_-]+>");
    assertThat(mail.getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");
    String body = GreenMailUtil.getBody(mail).replaceAll("=\r\n", "");
    assertThat(body)
        .contains(address.substring(1, address.length() - 1))
        .contains("Come and &lt;b&gt;see&lt;/b&gt;")
        .contains("<a href=3D\"https://lethe.example/news\"");
    assertThat(metrics.counter("lethe.mail.sent").getCount()).isEqualTo(1);
  }

  @Test
  void whatIsNotAgreedToAnyMoreIsHeldBackAndCounted() {
    SubjectId subject = agreed();
    order("News", "Come and see");
    storage.stores().consents().withdraw(subject, Purpose.MARKETING, ConsentChannel.API);
    delivery(server.getSmtp().getPort()).deliver();

    assertThat(received()).isEmpty();
    assertThat(metrics.counter("lethe.mail.suppressed").getCount()).isEqualTo(1);
  }

  @Test
  void nobodyWaitsForALinkBecauseOfACampaign() throws Exception {
    agreed();
    order("News", "Come and see");
    storage.stores().people().campaigns().feed();
    storage.clock().advance(Duration.ofMinutes(1));
    queueConfirmation();
    delivery(server.getSmtp().getPort()).deliver();

    assertThat(received()).hasSize(2);
    assertThat(received().get(0).getSubject()).isEqualTo("Confirm your e-mail address");
  }

  @Test
  void severalWorkersTogetherSendACampaignOnceToEach() throws Exception {
    for (int i = 0; i < 30; i++) {
      agreed(new EmailAddress("reader" + i + "@example.org"));
    }
    order("News", "Come and see");
    int port = server.getSmtp().getPort();
    // Who comes upon another that is just queueing has nothing to do, and looks again later.
    for (int look = 0; look < 3; look++) {
      IntStream.range(0, 3).parallel().forEach(worker -> delivery(port).deliver());
    }

    List<String> recipients = new ArrayList<>();
    for (MimeMessage mail : received()) {
      recipients.add(mail.getAllRecipients()[0].toString());
    }
    assertThat(recipients).hasSize(30).doesNotHaveDuplicates();
  }

  private SubjectId agreed() {
    return agreed(new EmailAddress(ADDRESS));
  }

  private SubjectId agreed(EmailAddress address) {
    SubjectId subject = storage.newSubject();
    LEDGER
        .jdbi()
        .useTransaction(
            handle -> storage.stores().people().accounts().proven(handle, subject, address));
    storage
        .stores()
        .consents()
        .grant(subject, storage.stores().notices().current(Purpose.MARKETING), ConsentChannel.API);
    return subject;
  }

  private void order(String title, String text) {
    storage
        .stores()
        .people()
        .campaigns()
        .order(
            new CampaignId(UUID.randomUUID()),
            title,
            text,
            storage.stores().staff().staff().recognise("https://idp.example", "kim"));
  }

  @ParameterizedTest
  @EnumSource(MailKind.class)
  void everyKindOfMailHasATextInWhichWhateverIsFilledInIsInert(MailKind kind) {
    String hostile = "</p><script>alert(1)</script>\r\nBcc: all@example.org {{contact}}";
    Map<String, String> variables = new HashMap<>();
    for (String name :
        List.of("answer", "reason", "request", "title", "text", "receipt", "videos", "right")) {
      variables.put(name, hostile);
    }
    variables.put("path", "/v1/public/somewhere");
    variables.put("due", "2026-12-24T12:00:00Z");
    variables.put("until", "2026-12-24T12:00:00Z");

    WrittenMail mail =
        new MailTemplates(settings(1))
            .write(
                new OutgoingMail(
                    new MailId(UUID.randomUUID()),
                    storage.newSubject(),
                    kind,
                    new EmailAddress(ADDRESS),
                    variables,
                    1));

    assertThat(mail.subject()).isNotBlank().doesNotContain("\n", "\r");
    assertThat(mail.html()).doesNotContain("<script>").contains("</html>");
    assertThat(mail.text()).contains("privacy@lethe.example").doesNotContain("{{#");
  }

  @Test
  void theMailThatSaysThatAllIsErasedLeavesNoAddress() throws Exception {
    SubjectId subject = storage.newSubject();
    People.confirmEmail(storage, LEDGER, folder, subject, new EmailAddress(ADDRESS));
    var rights = storage.stores().people().rights();
    RequestId deletion = Requests.ask(storage, subject, Right.DELETION);
    Requests.erase(rights, deletion);
    delivery(server.getSmtp().getPort()).deliver();

    MimeMessage mail = received().get(0);
    assertThat(received()).hasSize(1);
    assertThat(mail.getSubject()).isEqualTo("Everything that we kept of you is erased");
    assertThat(GreenMailUtil.getBody(mail).replaceAll("=\r\n", ""))
        .contains(rights.deletions().receipt(deletion).orElseThrow())
        .contains("This may still be left, here or with others, as the receipt says:")
        .contains("Your e-mail address, sealed: It is kept to tell you that all else is erased")
        .contains("https://lethe.example/v1/privacy/receipt-keys");
    assertThat(MailSeen.states(LEDGER.jdbi())).isEmpty();
  }

  private SubjectId queueConfirmation() {
    SubjectId subject = storage.newSubject();
    storage
        .stores()
        .people()
        .accounts()
        .change(subject, List.of(new AccountEdit.Email(new EmailAddress(ADDRESS))));
    return subject;
  }

  private MailDelivery delivery(int port) {
    return new MailDelivery(
        outbox,
        storage.stores().people().promotions(),
        storage.stores().people().campaigns(),
        storage.stores().people().readyVideos(),
        settings(port),
        metrics);
  }

  private static MailSettings settings(int port) {
    return new MailSettings(
        "127.0.0.1",
        port,
        MailSettings.Security.NONE,
        "",
        "",
        "lethe@lethe.example",
        "privacy@lethe.example",
        URI.create("https://lethe.example"),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5));
  }

  private List<MimeMessage> received() {
    return List.of(server.getReceivedMessages());
  }
}
