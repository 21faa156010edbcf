/** What the tests of this module share. Read {@link io.lethe.workers.testing.Installation}. */
@NullMarked
package io.lethe.workers.testing;

import org.jspecify.annotations.NullMarked;
