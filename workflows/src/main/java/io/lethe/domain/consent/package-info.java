/** What a subject may agree to, and the notice that was shown. */
@NullMarked
package io.lethe.domain.consent;

import org.jspecify.annotations.NullMarked;
