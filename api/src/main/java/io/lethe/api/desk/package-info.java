/**
 * The console: pages for staff, drawn on the server, without scripts. Read {@link
 * io.lethe.api.desk.Pages} first; who may see them is decided in {@link io.lethe.api.staff}.
 */
@NullMarked
package io.lethe.api.desk;

import org.jspecify.annotations.NullMarked;
