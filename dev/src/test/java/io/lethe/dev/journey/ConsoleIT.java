package io.lethe.dev.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.lethe.dev.system.SystemAddresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console in a real Chromium, on the whole system. Its pictures lie in {@code target/console},
 * to be looked at.
 */
class ConsoleIT {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path PICTURES = Path.of("target/console");
  private static final String HOSTILE =
      "My name is <script>document.title='run'</script> & \"Ada\"";

  @TempDir static Path folder;
  private static RunningSystem lethe;
  private static Playwright playwright;
  private static Browser browser;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void start() {
    boolean there = Files.isExecutable(CHROMIUM);
    if (!there) {
      System.out.println("ConsoleIT is left out: there is no " + CHROMIUM + " on this machine");
    }
    assumeTrue(there, "no Chromium");
    lethe = RunningSystem.start(folder, 9_500, Map.of());
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-gpu", "--disable-background-networking")));
  }

  @AfterAll
  static void stop() {
    if (playwright != null) {
      playwright.close();
    }
    if (lethe != null) {
      lethe.close();
    }
  }

  @Test
  void oneRequestIsAnsweredWithTheKeyboardAlone() throws Exception {
    askForCorrection();
    Page page = newPage();

    page.navigate(addresses().api() + "/console");
    picture(page, "1-sign-in");
    press(page, "Sign in");
    assertThat(page.locator("body").innerText())
        .contains("This is the development identity provider");
    picture(page, "2-identity-provider");
    press(page, "Sign in");

    assertThat(page.locator("h1").innerText()).isEqualTo("Requests");
    picture(page, "3-requests");
    press(page, "Correction");
    assertThat(page.locator("blockquote").innerText()).isEqualTo(HOSTILE);
    picture(page, "4-request");
    press(page, "Close as done by hand");
    reach(page, "answer");
    page.keyboard().type("Your name is written as you asked.");
    picture(page, "5-confirm");
    press(page, "Close as done by hand");

    assertThat(page.locator("[role=status]").innerText())
        .isEqualTo("The request is closed as fulfilled.");
    picture(page, "6-done");
    assertThat(page.title()).startsWith("Request for correction");
    for (String part : List.of("Legal holds", "Operations", "Receipts", "Log")) {
      press(page, part);
      assertThat(page.locator("h1").innerText()).isEqualTo(part);
      picture(page, "7-" + part.toLowerCase(Locale.ROOT));
    }
    assertThat(page.locator("main").innerText())
        .contains("Every entry is as it was written", "Fulfilled", "Signed in");
    page.setViewportSize(380, 800);
    page.navigate(addresses().api() + "/console/requests/new");
    picture(page, "8-intake-on-a-phone");
    press(page, "Sign out");
    assertThat(page.locator("h1").innerText()).isEqualTo("Please sign in");
    assertThat(complaints).noneMatch(text -> text.contains("Content Security Policy"));
  }

  @Test
  void aLetterOfNobodyKnownIsAnsweredAndToldWithTheKeyboardAlone() {
    Page page = signedIn();
    press(page, "Take down a request");
    reach(page, "correspondent");
    page.keyboard().type("Ada Byron, 12 St James's Square, London " + HOSTILE);
    reach(page, "right");
    page.keyboard().type("Del");
    picture(page, "9-letter");
    press(page, "Take it down");
    String number = page.url().replaceFirst(".*/", "");
    assertThat(page.locator("main").innerText())
        .contains("nothing is kept of them", "letter or word", HOSTILE);
    press(page, "Confirm who asks");
    reach(page, "how");
    page.keyboard().type("She answered the call to the number on her letter.");
    press(page, "Confirm who asks");
    press(page, "Deny");
    reach(page, "reason");
    page.keyboard().type("No m");
    reach(page, "answer");
    page.keyboard().type("Nothing is kept here under your name.");
    press(page, "Deny");
    press(page, "All requests");
    assertThat(page.locator("[role=status]").innerText()).contains("1 answer to be sent on paper");
    picture(page, "10-answer-to-be-sent");
    press(page, "See which");
    press(page, "Deletion");
    press(page, "Record that the answer was sent");
    press(page, "Record that the answer was sent");
    assertThat(page.locator("[role=status]").innerText())
        .isEqualTo("It is recorded that the answer was sent.");
    picture(page, "11-told");
    press(page, "All requests");
    press(page, "Closed requests");
    picture(page, "12-closed");
    assertThat(page.locator("tbody tr").first().innerText()).contains("Denied: No match");
    reach(page, "number");
    page.keyboard().type(number);
    press(page, "Look");
    assertThat(page.url()).endsWith(number);
    assertThat(complaints).noneMatch(text -> text.contains("Content Security Policy"));
  }

  @Test
  void aHoldIsPlacedSeenAndLiftedWithTheKeyboardAlone() throws Exception {
    askForCorrection();
    Page page = signedIn();
    press(page, "Correction");
    press(page, "Place a legal hold");
    reach(page, "ground");
    page.keyboard().type("A claim for damages is pending. " + HOSTILE);
    reach(page, "confirmed");
    page.keyboard().press("Space");
    picture(page, "13-place-a-hold");
    press(page, "Place the legal hold");
    assertThat(page.locator("[role=status]").innerText()).isEqualTo("The legal hold is placed.");
    picture(page, "14-hold");
    press(page, "All legal holds");
    assertThat(page.locator("tbody").innerText()).contains("A claim for damages");
    picture(page, "15-holds");
    press(page, "Requests");
    assertThat(page.locator("tbody").innerText()).contains("Legal hold");
    press(page, "Correction");
    assertThat(page.locator("main").innerText()).contains("Yes: no deletion is carried out");
    picture(page, "16-held-request");
    press(page, "see its ground");
    press(page, "Lift the legal hold");
    reach(page, "ground");
    page.keyboard().type("It was settled.");
    reach(page, "confirmed");
    page.keyboard().press("Space");
    page.setViewportSize(380, 800);
    picture(page, "17-lift-on-a-phone");
    press(page, "Lift the legal hold");
    assertThat(page.locator("[role=status]").innerText()).isEqualTo("The legal hold is lifted.");
    assertThat(complaints).noneMatch(text -> text.contains("Content Security Policy"));
  }

  private Page newPage() {
    Page page = browser.newPage();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    return page;
  }

  private Page signedIn() {
    Page page = newPage();
    page.navigate(addresses().api() + "/console");
    press(page, "Sign in");
    press(page, "Sign in");
    assertThat(page.locator("h1").innerText()).isEqualTo("Requests");
    return page;
  }

  /** Goes on with Tab until what is called so has the focus, then presses Enter. */
  private static void press(Page page, String name) {
    reach(page, name);
    String before = page.url();
    page.keyboard().press("Enter");
    page.waitForURL(address -> !address.equals(before));
    page.waitForLoadState();
  }

  private static void reach(Page page, String name) {
    for (int i = 0; i < 60; i++) {
      page.keyboard().press("Tab");
      Locator focused = page.locator(":focus");
      if (focused.count() == 1
          && (focused.innerText().strip().startsWith(name)
              || name.equals(focused.getAttribute("id")))) {
        return;
      }
    }
    throw new AssertionError("the keyboard does not reach " + name + " on " + page.url());
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  private static void askForCorrection() throws IOException, InterruptedException {
    ObjectMapper json = new ObjectMapper();
    String token =
        json.readTree(
                send(addresses().identity().resolve("/token"), "", "{\"subject\":\"console-it\"}"))
            .path("access_token")
            .asText();
    send(
        addresses().api().resolve("/v1/rights-requests"),
        "Bearer " + token,
        json.writeValueAsString(Map.of("right", "CORRECTION", "details", HOSTILE)));
  }

  private static String send(URI to, String authorization, String json)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
  }

  private static SystemAddresses addresses() {
    return lethe.system().addresses();
  }
}
