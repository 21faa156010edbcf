package io.lethe.api.identity;

/**
 * Who a token says its bearer is. Personal: it goes no further than to where it becomes a {@link
 * io.lethe.domain.SubjectId}.
 */
record TokenSubject(String issuer, String subject) {

  @Override
  public String toString() {
    return "TokenSubject";
  }
}
