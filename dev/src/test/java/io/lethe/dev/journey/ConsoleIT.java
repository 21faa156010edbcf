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
    Page page = browser.newPage();
    List<String> complaints = new ArrayList<>();
    page.onConsoleMessage(message -> complaints.add(message.text()));

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
    for (String part : List.of("Operations", "Receipts", "Log")) {
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
