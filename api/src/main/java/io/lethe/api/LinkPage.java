package io.lethe.api;

/**
 * The plain page that a mailed link leads to. It shows a button, because mail programs and scanners
 * open links too, and only who presses it meant it.
 */
public final class LinkPage {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%1$s</title>
      </head>
      <body>
      <h1>%1$s</h1>
      %2$s
      </body>
      </html>
      """;

  private LinkPage() {}

  /**
   * @param title text without markup
   * @param html what stands below it; nothing that anybody wrote
   */
  public static String of(String title, String html) {
    return PAGE.formatted(title, html);
  }

  /** With a button that posts to where the page came from. */
  public static String asking(String title, String question, String button) {
    return of(
        title,
        "<p>%s</p>\n<form method=\"post\"><button>%s</button></form>".formatted(question, button));
  }
}
