/// Public registers that we look things up in: the National Tax Agency's of those who issue qualified invoices.
@NullMarked
@ApplicationModule(allowedDependencies = {"members", "platform", "privacy"})
package org.tsudoi.registers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
