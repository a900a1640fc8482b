/// Zoom: its REST API for meetings and registrants, its webhooks, and the page of the room where people meet.
@NullMarked
package town.zoom;

import org.jspecify.annotations.NullMarked;
