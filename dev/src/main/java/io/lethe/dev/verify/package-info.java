/**
 * What could not be confirmed about the real fal.ai without a key, as questions that can be put to
 * it. Read {@link io.lethe.dev.verify.FalQuestions} first; docs/verify-with-a-real-key.md says what
 * each answer would change.
 */
@NullMarked
package io.lethe.dev.verify;

import org.jspecify.annotations.NullMarked;
