/** What the admin port says about the health of the workers and of what they depend on. */
@NullMarked
package io.lethe.workers.health;

import org.jspecify.annotations.NullMarked;
