package io.lethe.fal;

/**
 * What fal.ai says of a model today, in its own words.
 *
 * @param status such as {@code active} or {@code deprecated}; empty where it does not say
 * @param enterpriseStatus {@code ready} where fal.ai promises not to train on what is sent; empty
 *     where it does not say
 */
public record ModelFacts(FalEndpoint endpoint, String status, String enterpriseStatus) {

  /** Whether fal.ai's promise not to train on content covers the model. */
  public boolean enterpriseReady() {
    return enterpriseStatus.equals("ready");
  }
}
