/** What tests of every module share: a real PostgreSQL, and photos of nobody. */
@NullMarked
package io.lethe.storage.testing;

import org.jspecify.annotations.NullMarked;
