package io.lethe.api.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.RunningApi;
import io.lethe.api.testing.StaffBrowser;
import io.lethe.domain.JobId;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.ModelOff;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OperationsTest {
  @RegisterExtension static final RunningApi API = new RunningApi();
  private StaffBrowser operator;

  @BeforeEach
  void signIn() {
    operator = API.browser().signIn("sam", "operator");
  }

  @Test
  void showsWhatIsOverdueAndLeadsToItsWorkflows() {
    String job = API.consentingSubject().orderedAddress().replaceFirst(".*/", "");
    API.ledger()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE jobs SET ordered_at = now() - interval '5 hours',"
                        + " erase_by = now() - interval '3 hours' WHERE id = ?::uuid",
                    job));

    String page = operator.get("/console/operations").body();

    assertThat(page)
        .contains(job, "3 hours")
        .contains("http://temporal.test/namespaces/default/workflows/erasure%2F" + job);
  }

  @Test
  void showsThatTheAccountIsBlockedAndSince() {
    API.ledger()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO provider_blocks VALUES ('fal.ai', 'ACCOUNT_LOCKED',"
                        + " now() - interval '2 hours', now())"));

    assertThat(operator.get("/console/operations").body())
        .contains("Takes no orders: Account locked, for 2 hours");
  }

  @Test
  void showsWhichModelsAreOffWhyAndWhatToDo() {
    assertThat(operator.get("/console/operations").body())
        .contains("every model that was asked about can be ordered");
    API.stores()
        .modelFacts()
        .record(
            new ModelId("kling-3-pro"),
            "fal-ai/kling-video/v3/pro/image-to-video",
            ModelOff.ENTERPRISE_STATUS_UNKNOWN,
            null);

    assertThat(operator.get("/console/operations").body())
        .contains("kling-3-pro", "does not say whether", "Silence is no promise.")
        .doesNotContain("can be ordered.");
  }

  @Test
  void showsReceiptsWithTheirSignature() {
    String job = API.consentingSubject().orderedAddress().replaceFirst(".*/", "");
    String jws = API.stores().erasures().erase(JobId.of(job), null).jws();

    assertThat(operator.get("/console/receipts").body()).contains(job, jws);
  }

  @Test
  void everyPageForbidsScriptsFramesAndForeignForms() {
    for (String path : new String[] {"/console/operations", "/console/receipts"}) {
      assertSafe(operator.get(path));
      assertSafe(API.browser().get(path));
    }
  }

  private static void assertSafe(StaffBrowser.Seen page) {
    assertThat(page.header("content-security-policy"))
        .isEqualTo(
            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none';"
                + " base-uri 'none'");
    assertThat(page.header("cache-control")).isEqualTo("no-store");
    assertThat(page.header("referrer-policy")).isEqualTo("no-referrer");
    assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(page.header("content-type")).isEqualTo("text/html;charset=utf-8");
    assertThat(page.body()).doesNotContain("<script", "style=", "onclick");
  }

  @Test
  void everyPageHasLandmarksAHeadingAndItsLanguage() {
    assertThat(operator.get("/console/operations").body())
        .contains("<html lang=\"en\">", "<main id=\"main\"", "<nav aria-label", "<h1>")
        .contains("href=\"#main\"", "aria-current=\"page\"", "scope=\"col\"", "<caption>");
  }

  @Test
  void isForOperatorsOnly() {
    StaffBrowser compliance = API.browser().signIn("kim", "compliance");

    assertThat(compliance.get("/console/operations").status()).isEqualTo(403);
    assertThat(compliance.get("/console/receipts").status()).isEqualTo(403);
  }

  @Test
  void takesNoFormWithoutAField() {
    assertThat(operator.postRaw("/console/sign-out", Map.of()).status()).isEqualTo(403);
  }

  @Test
  void takesNoFormThatAnotherSiteMade() {
    assertThat(operator.postRaw("/console/sign-out", Map.of("other", "x")).status()).isEqualTo(403);
    assertThat(operator.postRaw("/console/sign-out", Map.of("word", "guessed")).status())
        .isEqualTo(403);
    assertThat(operator.get("/console/operations").status()).isEqualTo(200);
  }
}
