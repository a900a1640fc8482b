package org.tsudoi.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;

/// The whole product on a database of its own in a durable PostgreSQL, listening on a free port, with a
/// `TestClock` and without jobs: tests run those by hand (`OutboxRunner.runDue()`, or the job's own method).
///
/// The product is started once for all classes with this annotation and nothing added to it (a `@MockitoBean`
/// or another property would start another one): tests share its database, so each makes its own members and
/// events and never counts whole tables. Constructors are autowired.
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"tsudoi.jobs=by-hand", "tsudoi.texts.strict=true"})
@AutoConfigureMockMvc
@ContextConfiguration(initializers = {FreshDatabase.class, TownAddress.class})
@Import(TestClockConfiguration.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface ProductTest {}
