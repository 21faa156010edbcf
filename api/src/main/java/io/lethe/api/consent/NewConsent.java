package io.lethe.api.consent;

import org.jspecify.annotations.Nullable;

/**
 * A subject agrees.
 *
 * @param noticeHash of the notice that was shown, so that nobody agrees to another text
 */
record NewConsent(@Nullable String noticeHash) {}
