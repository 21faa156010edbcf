/** What the admin port of either process says: does each part that it depends on answer? */
@NullMarked
package io.lethe.process.health;

import org.jspecify.annotations.NullMarked;
