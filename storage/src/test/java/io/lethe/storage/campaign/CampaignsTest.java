package io.lethe.storage.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.campaign.CampaignId;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.account.AccountEdit;
import io.lethe.storage.consent.ConsentChannel;
import io.lethe.storage.mail.MailKind;
import io.lethe.storage.mail.OutgoingMail;
import io.lethe.storage.mail.PromotionGate;
import io.lethe.storage.rights.Channel;
import io.lethe.storage.rights.NewRequest;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.MailSeen;
import io.lethe.storage.testing.People;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class CampaignsTest {
  private static final EmailAddress ADA = new EmailAddress("ada@example.org");
  private static final EmailAddress BEN = new EmailAddress("ben@example.org");

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private Campaigns campaigns;
  private PromotionGate gate;
  private StaffId staff;

  @BeforeEach
  void open() {
    // Each test has keys of its own, which open nothing of another's.
    LEDGER
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("TRUNCATE outbox, campaigns, suppressions");
              handle.execute("ALTER TABLE consents DISABLE TRIGGER USER");
              handle.execute("DELETE FROM consents");
              handle.execute("ALTER TABLE consents ENABLE TRIGGER USER");
            });
    storage = new TestStorage(LEDGER, folder);
    campaigns = storage.stores().people().campaigns();
    gate = storage.stores().people().promotions();
    staff = storage.stores().staff().staff().recognise("https://idp.example", "kim");
  }

  @Test
  void goesToWhoAgreedAndToNobodyElse() {
    agreed(ADA);
    SubjectId silent = storage.newSubject();
    People.confirmEmail(storage, LEDGER, folder, silent, BEN);
    SubjectId withoutAddress = storage.newSubject();
    agree(withoutAddress);

    CampaignId campaign = order();

    assertThat(deliver()).containsExactly(ADA);
    assertThat(found(campaign).queued()).isEqualTo(1);
    assertThat(found(campaign).completeAt()).isNotNull();
  }

  @Test
  void anObjectionThatComesWhileAMailWaitsHoldsItBack() {
    SubjectId ada = agreed(ADA);
    CampaignId campaign = order();
    campaigns.feed();
    object(ada);

    assertThat(deliver()).isEmpty();
    assertThat(found(campaign).suppressed()).isEqualTo(1);
    assertThat(found(campaign).waiting()).isZero();
    assertThat(found(campaign).failed()).isZero();
    assertThat(MailSeen.states(LEDGER.jdbi(), MailKind.PROMOTION))
        .containsExactly("SUPPRESSED without words");
  }

  @Test
  void aConsentThatIsTakenBackHoldsItBack() {
    SubjectId ada = agreed(ADA);
    order();
    campaigns.feed();
    storage.stores().consents().withdraw(ada, Purpose.MARKETING, ConsentChannel.API);

    assertThat(deliver()).isEmpty();
  }

  @Test
  void anOldConsentUndoesNoObjectionAndANewOneDoes() {
    SubjectId ada = agreed(ADA);
    SubjectId other = agreed(BEN);
    object(other);
    // The address moves to an account whose consent is older than the objection.
    People.confirmEmail(storage, LEDGER, folder, ada, BEN);
    CampaignId campaign = order();
    assertThat(deliver()).isEmpty();
    assertThat(found(campaign).suppressed()).isEqualTo(2);

    storage.clock().advance(Duration.ofMinutes(1));
    storage.stores().consents().withdraw(ada, Purpose.MARKETING, ConsentChannel.API);
    agree(ada);
    order();
    assertThat(deliver()).containsExactly(BEN);
  }

  @Test
  void nothingGoesToAnAddressThatIsNotTheSubjectsOwnAnyMore() {
    SubjectId ada = agreed(ADA);
    order();
    campaigns.feed();
    storage.stores().people().accounts().change(ada, List.of(new AccountEdit.Email(null)));

    assertThat(deliver()).isEmpty();
  }

  @Test
  void severalAccountsWithOneAddressGetOneMail() {
    SubjectId first = agreed(ADA);
    agreed(ADA);
    CampaignId campaign = order();
    assertThat(deliver()).containsExactly(ADA);
    assertThat(found(campaign).suppressed()).isEqualTo(1);

    storage.stores().consents().withdraw(first, Purpose.MARKETING, ConsentChannel.API);
    order();
    assertThat(deliver()).as("the other account still agrees").containsExactly(ADA);
  }

  @Test
  void aMailThatIsBeingSentIsNotSentThroughAnotherAccountToo() {
    agreed(ADA);
    agreed(ADA);
    order();
    campaigns.feed();

    assertThat(gate.next(Duration.ofMinutes(1))).get().isInstanceOf(PromotionGate.Passed.class);
    assertThat(gate.next(Duration.ofMinutes(1))).get().isInstanceOf(PromotionGate.Suppressed.class);
  }

  @Test
  void aCampaignThatWasInterruptedGoesOnWhereItStopped() {
    for (int i = 0; i < 45; i++) {
      agreed(new EmailAddress("reader" + i + "@example.org"));
    }
    CampaignId campaign = order();
    assertThat(campaigns.feed()).isTrue();
    assertThat(found(campaign).queued()).isEqualTo(20);
    forgetWhatWasQueued();

    TestStorage afterwards = storage.on(LEDGER.jdbi());
    campaigns = afterwards.stores().people().campaigns();
    gate = afterwards.stores().people().promotions();

    assertThat(deliver()).hasSize(25).doesNotHaveDuplicates();
    assertThat(found(campaign).queued()).isEqualTo(45);
    assertThat(found(campaign).failed()).as("those whose rows are gone").isEqualTo(20);
  }

  @Test
  void noMoreAreQueuedThanAreSoonSent() {
    for (int i = 0; i < Campaigns.MOST_WAITING + 30; i++) {
      agreed(new EmailAddress("reader" + i + "@example.org"));
    }
    CampaignId campaign = order();
    while (campaigns.feed()) {
      assertThat(found(campaign).waiting()).isLessThanOrEqualTo(Campaigns.MOST_WAITING);
    }

    assertThat(found(campaign).completeAt()).isNull();
    assertThat(deliver()).hasSize(Campaigns.MOST_WAITING + 30).doesNotHaveDuplicates();
  }

  @Test
  void theLinkInAnOldMailStillWorksForAnErasedSubjectAndForAChangedAddress() {
    SubjectId ada = agreed(ADA);
    order();
    String old = link(sent().get(0));
    People.confirmEmail(storage, LEDGER, folder, ada, BEN);

    optOut(old);

    assertThat(storage.stores().consents().inForce(ada, Purpose.MARKETING)).isEmpty();
    var suppressions = storage.stores().people().suppressions();
    assertThat(suppressions.isSuppressed(ADA, storage.clock().instant())).isTrue();
    assertThat(suppressions.isSuppressed(BEN, storage.clock().instant())).isTrue();

    LEDGER.jdbi().useHandle(handle -> handle.execute("DELETE FROM suppressions"));
    agree(ada);
    LEDGER
        .jdbi()
        .useHandle(
            handle -> handle.execute("UPDATE subjects SET erasing_at = now() WHERE id = ?", ada));
    optOut(old);
    assertThat(suppressions.isSuppressed(ADA, storage.clock().instant())).isTrue();
  }

  @Test
  void anOptOutByLinkIsARequestThatIsFulfilled() {
    SubjectId ada = agreed(ADA);
    order();
    String link = link(sent().get(0));
    optOut(link);
    optOut(link);

    var requests = storage.stores().people().rights().requests().list(ada);
    assertThat(requests).hasSize(1);
    assertThat(requests.get(0).right()).isEqualTo(Right.MARKETING_OPT_OUT);
    assertThat(requests.get(0).channel()).isEqualTo(Channel.MAIL);
    assertThat(requests.get(0).closedAt()).isNotNull();
  }

  @Test
  void aWordTellsNothingToWhoReadsIt() {
    SubjectId ada = agreed(ADA);
    order();

    assertThat(link(sent().get(0))).doesNotContain(ada.toString()).doesNotContain("ada");
  }

  private CampaignId order() {
    CampaignId id = new CampaignId(UUID.randomUUID());
    assertThat(campaigns.order(id, "News", "Films from paintings", staff))
        .isEqualTo(Campaigns.Ordering.NEW);
    return id;
  }

  private Campaign found(CampaignId id) {
    return campaigns.find(id).orElseThrow();
  }

  private List<EmailAddress> deliver() {
    return sent().stream().map(OutgoingMail::recipient).toList();
  }

  /** As the workers do it. */
  private List<OutgoingMail> sent() {
    List<OutgoingMail> sent = new ArrayList<>();
    boolean more = true;
    while (more) {
      Optional<PromotionGate.Decision> next = gate.next(Duration.ofMinutes(1));
      if (next.isPresent() && next.get() instanceof PromotionGate.Passed passed) {
        storage.stores().people().outbox().sent(passed.mail().id());
        sent.add(passed.mail());
      }
      more = next.isPresent() || campaigns.feed();
    }
    return sent;
  }

  private static String link(OutgoingMail mail) {
    return mail.variables().get("path");
  }

  private void optOut(String link) {
    storage
        .stores()
        .people()
        .optOuts()
        .optOut(link.substring(io.lethe.storage.consent.OptOutWords.PATH.length()));
  }

  private SubjectId agreed(EmailAddress address) {
    SubjectId subject = storage.newSubject();
    LEDGER
        .jdbi()
        .useTransaction(
            handle -> storage.stores().people().accounts().proven(handle, subject, address));
    agree(subject);
    return subject;
  }

  private void agree(SubjectId subject) {
    storage
        .stores()
        .consents()
        .grant(subject, storage.stores().notices().current(Purpose.MARKETING), ConsentChannel.API);
  }

  private void object(SubjectId subject) {
    storage
        .stores()
        .people()
        .rights()
        .requests()
        .open(
            new NewRequest(
                subject,
                Right.MARKETING_OPT_OUT,
                Channel.API,
                null,
                true,
                storage.clock().instant()));
  }

  /** As the sweeper does with what waited for too long. */
  private static void forgetWhatWasQueued() {
    LEDGER
        .jdbi()
        .useHandle(handle -> handle.execute("DELETE FROM outbox WHERE kind = 'PROMOTION'"));
  }
}
