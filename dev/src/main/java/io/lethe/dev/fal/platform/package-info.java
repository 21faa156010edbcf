/** What can be asked of the account and its past requests? Stands for {@code api.fal.ai}. */
@NullMarked
package io.lethe.dev.fal.platform;

import org.jspecify.annotations.NullMarked;
