package io.lethe.fal;

import java.util.regex.Pattern;

/**
 * A model of fal.ai by its full id, such as {@code fal-ai/kling-video/v2.6/pro/image-to-video}.
 *
 * @param id owner, app and, mostly, a path below it
 */
public record FalEndpoint(String id) {
  private static final String SEGMENT = "[A-Za-z0-9_-][A-Za-z0-9._-]*";
  private static final Pattern FORM = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")+");

  public FalEndpoint {
    if (!FORM.matcher(id).matches()) {
      throw new IllegalArgumentException("An endpoint id is owner/app or owner/app/path");
    }
  }

  /**
   * Owner and app: what stands before {@code /requests/}, where the full id would be answered with
   * 405.
   */
  String app() {
    int second = id.indexOf('/', id.indexOf('/') + 1);
    return second < 0 ? id : id.substring(0, second);
  }
}
