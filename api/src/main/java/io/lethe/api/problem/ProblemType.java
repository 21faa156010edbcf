package io.lethe.api.problem;

import java.util.Locale;
import java.util.Optional;

/**
 * Every kind of problem this API answers with: its status, its title and what a client can do. The
 * {@code type} of a problem is {@code /problems/} and the name in lower case with dashes; it never
 * changes, and an address of that path explains it.
 */
public enum ProblemType {
  MALFORMED_JSON(
      400, "The body is not JSON", "Mend it at the line and column given; nothing was stored."),
  UNEXPECTED_JSON(
      400,
      "The body does not have the form described",
      "A field is unknown or of another kind than described; pointer says where."),
  INVALID_PARAMETER(
      400,
      "A parameter or header can't be understood",
      "Correct the parameter or header that is named."),
  INCOMPLETE_BODY(
      400, "The body ended before it was whole", "Send it again; nothing of it was kept."),
  BAD_REQUEST(400, "The request is not valid HTTP", "Correct the request."),
  TOKEN_MISSING(401, "There is no bearer token", "Send Authorization: Bearer with a token."),
  TOKEN_INVALID(
      401,
      "The token is not accepted",
      "Get a token for this audience from the app's identity provider."),
  TOKEN_EXPIRED(401, "The token has expired", "Get a new token and repeat the request."),
  TOKEN_IN_ADDRESS(
      401,
      "The token is in the address",
      "Addresses end up in logs and histories: send the token in the Authorization header only, and"
          + " treat this one as disclosed."),
  SIGN_IN_AGAIN(
      401,
      "The sign-in is too long ago",
      "Have the person sign in again at the app's identity provider, and repeat the request with a"
          + " token whose auth_time is recent."),
  ROLE_MISSING(
      403, "The role is missing", "Use a token whose claim roles names the role that is named."),
  CONSENT_MISSING(
      403,
      "The subject's consent is missing",
      "Show the notice that is named; if the subject agrees, PUT the consent with its hash, then"
          + " order again."),
  NOT_GENUINE(
      403,
      "This is not the provider's word for this account",
      "Only the provider calls this address, and signs what it says."),
  NO_SUCH_ROUTE(404, "There is nothing at this address", "See /openapi.yaml for what there is."),
  NO_SUCH_VIDEO(
      404,
      "There is no such video",
      "It was never ordered, or not by this subject; which of the two is not told."),
  NO_SUCH_PURPOSE(404, "There is no such purpose", "See /v1/privacy/notices for the purposes."),
  NO_SUCH_ROLE(404, "There is no such upload", "Upload to the addresses that the job names."),
  NO_SUCH_REQUEST(
      404,
      "There is no such request",
      "It was never made, or not by this subject; which of the two is not told."),
  NO_SUCH_PACKAGE(
      404,
      "There is no package to download",
      "It is not ready yet, was downloaded, or has expired. Ask for access anew."),
  NO_SUCH_LINK(
      404,
      "The link leads nowhere",
      "It was used, has expired, or was never sent; which of them is not told. Ask for a new one."),
  NO_SUCH_CAMPAIGN(404, "There is no such campaign", "PUT it, to this very address."),
  METHOD_NOT_ALLOWED(
      405, "The method is not allowed here", "Use one of the methods that the Allow header names."),
  NOT_ACCEPTABLE(
      406, "No form is acceptable", "Leave the Accept header out, or see /openapi.yaml."),
  ORDER_IN_FLIGHT(
      409,
      "The order is still being taken",
      "Repeat the request in a second: the first request with it is not answered yet."),
  CAMPAIGN_NUMBER_REUSED(
      409,
      "The number belongs to another campaign",
      "Draw a new number for each campaign; only the same words may repeat it."),
  NOTICE_OUTDATED(
      409, "The notice has changed", "Show the current notice, which is named; then decide again."),
  UPLOAD_ALREADY_THERE(
      409,
      "Another upload was given for this role",
      "A job takes one upload for each role. Cancel the job and order again."),
  REQUEST_ELSEWHERE(
      409,
      "The request is not where this can be done",
      "Read the request again: it is being carried out, or was answered."),
  NOT_READY(409, "The video is not ready", "Wait: read the job with Prefer: wait=30."),
  NOT_ERASED_YET(
      409, "There is no receipt yet", "The receipt is written once all is erased: wait for it."),
  ERASED(
      410, "The job's data is erased", "Nothing of it is left. The receipt is the evidence of it."),
  BEING_FORGOTTEN(
      410,
      "The subject's data is being erased",
      "Nothing is written for the subject any more. Signing in once the erasure is complete begins a"
          + " new, empty account."),
  TOO_LARGE(413, "The body is too large", "Send at most maxBytes."),
  ADDRESS_TOO_LONG(414, "The address is too long", "Send only the parameters that the route has."),
  UNSUPPORTED_TYPE(
      415, "The Content-Type is not taken here", "Send one of the types that are named."),
  RANGE_NOT_SATISFIABLE(
      416, "The range lies outside of the video", "Ask for bytes within its size."),
  EXPECTATION_FAILED(417, "The expectation can't be met", "Leave the Expect header out."),
  INVALID_FIELD(
      422, "A field is missing or has no usable value", "Correct the field that pointer names."),
  UNKNOWN_MODEL(422, "There is no such model", "Order one of the models that are named."),
  MODEL_OFF(
      422,
      "The model can't be ordered at present",
      "Order another one; /v1/models says which are available."),
  UNSUPPORTED_DURATION(
      422, "The model can't make this duration", "Order one of the durations that are named."),
  PROMPT_TOO_LONG(
      422, "The prompt is too long", "Shorten it to maxCharacters (UTF-16 code units)."),
  IDEMPOTENCY_KEY_REUSED(
      422,
      "The idempotency key belongs to another order",
      "Use a new key for each order; only the same order may repeat it."),
  UPLOAD_EMPTY(422, "The upload has no bytes", "Send the file's bytes as the body."),
  NOT_AN_IMAGE(422, "The upload is not a photo", "Send a JPEG, PNG or WebP photo."),
  TYPE_MISMATCH(
      422, "The upload is of another type than declared", "Declare the type that it has."),
  IMAGE_NOT_SUPPORTED(
      422,
      "The photo is of a kind that is not taken",
      "Send a still photo; JPEG in 8 bits, baseline or progressive."),
  IMAGE_TRUNCATED(422, "The photo ends before it is whole", "Send the whole file."),
  IMAGE_DAMAGED(422, "The photo is damaged", "Save the photo anew and send that."),
  NOT_A_CLIP(422, "The upload is not a clip", "Send an MP4 or a QuickTime clip."),
  CLIP_NOT_SUPPORTED(
      422,
      "The clip is of a kind that is not taken",
      "Send a clip in one piece, not in fragments."),
  CLIP_TRUNCATED(422, "The clip ends before it is whole", "Send the whole file."),
  CLIP_DAMAGED(422, "The clip is damaged", "Export the clip anew and send that."),
  TOO_MANY_PIXELS(422, "The photo has too many pixels", "Make the photo smaller."),
  TOO_FEW_PIXELS(422, "The photo is too small", "Send a photo with longer sides."),
  BAD_RATIO(422, "The photo is too narrow or too wide", "Crop the photo."),
  POLYGLOT(
      422,
      "The upload is also another kind of file",
      "Send a file that is nothing else: a document, archive or program is hidden in this one."),
  TOO_MANY_REQUESTS(
      429, "That was too often", "Repeat the request after the seconds that Retry-After gives."),
  QUOTA_REACHED(
      429,
      "There are as many videos as one subject may order",
      "Order again after the seconds that Retry-After gives, or once a video is collected."),
  HEADERS_TOO_LARGE(431, "The headers are too large", "Send fewer or shorter headers."),
  INTERNAL(
      500, "Something is wrong on our side", "Tell us the id; it finds the failure in our logs."),
  UNAVAILABLE(
      503,
      "A part of the system does not answer",
      "Repeat the same request after the seconds that Retry-After gives.");

  private final int status;
  private final String title;
  private final String remedy;

  ProblemType(int status, String title, String remedy) {
    this.status = status;
    this.title = title;
    this.remedy = remedy;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** What a client can do about it. */
  public String remedy() {
    return remedy;
  }

  /** The last part of its address, such as {@code consent-missing}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The {@code type} of the problem: a relative reference (RFC 9457, 3.1.1). */
  public String address() {
    return "/problems/" + slug();
  }

  static Optional<ProblemType> find(String slug) {
    for (ProblemType type : values()) {
      if (type.slug().equals(slug)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
