/**
 * Where people came from: devices and networks, for a while. Read {@link
 * io.lethe.storage.identifier.Identifiers}.
 */
@NullMarked
package io.lethe.storage.identifier;

import org.jspecify.annotations.NullMarked;
