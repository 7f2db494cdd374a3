CREATE TABLE `accounts` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `account_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `root_type` varchar(40) NOT NULL CHECK (`root_type` in ('income','expense','asset','liability','equity')),
  `disabled` tinyint(1) NOT NULL,
  PRIMARY KEY (`organization_id`,`name`),
  CONSTRAINT `fk_accounts_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `addresses` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `customer` varchar(140) NOT NULL,
  `address_title` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `address_type` varchar(40) NOT NULL CHECK (`address_type` in ('service','billing','shipping','office')),
  `address_line1` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `address_line2` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `city` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `state` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `postal_code` varchar(20) DEFAULT NULL,
  `country` varchar(2) NOT NULL,
  `latitude` decimal(18,6) DEFAULT NULL,
  `longitude` decimal(18,6) DEFAULT NULL,
  PRIMARY KEY (`organization_id`,`name`),
  KEY `ix_addresses_customer` (`organization_id`,`customer`),
  CONSTRAINT `fk_addresses_customer` FOREIGN KEY (`organization_id`, `customer`) REFERENCES `customers` (`organization_id`, `name`),
  CONSTRAINT `fk_addresses_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `api_key_hashes` (
  `secret_hash` char(64) NOT NULL,
  `organization_id` varchar(64) NOT NULL,
  `api_key` varchar(140) NOT NULL,
  `created_at` datetime(3) NOT NULL,
  PRIMARY KEY (`secret_hash`),
  UNIQUE KEY `uq_api_key_hashes_api_key` (`organization_id`,`api_key`),
  CONSTRAINT `fk_api_key_hashes_api_key` FOREIGN KEY (`organization_id`, `api_key`) REFERENCES `api_keys` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `api_key_roles` (
  `organization_id` varchar(64) NOT NULL,
  `parent` varchar(140) NOT NULL,
  `position` int(11) NOT NULL,
  `role` varchar(40) NOT NULL CHECK (`role` in ('system_manager','dartwing_user','dispatch_manager','field_technician','accounts_manager','hr_manager','inbox_manager','support_manager','sales_manager','employee')),
  PRIMARY KEY (`organization_id`,`parent`,`position`),
  CONSTRAINT `fk_api_key_roles_parent` FOREIGN KEY (`organization_id`, `parent`) REFERENCES `api_keys` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `api_key_scopes` (
  `organization_id` varchar(64) NOT NULL,
  `parent` varchar(140) NOT NULL,
  `position` int(11) NOT NULL,
  `scope` varchar(40) NOT NULL CHECK (`scope` in ('jobs:read','jobs:write','documents:read','documents:write','operations:read','operations:write','keys:write')),
  PRIMARY KEY (`organization_id`,`parent`,`position`),
  CONSTRAINT `fk_api_key_scopes_parent` FOREIGN KEY (`organization_id`, `parent`) REFERENCES `api_keys` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `api_keys` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `title` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `member` varchar(140) NOT NULL,
  `hint` varchar(20) NOT NULL,
  `status` varchar(40) NOT NULL CHECK (`status` in ('active','revoked')),
  `expires_at` datetime(3) DEFAULT NULL,
  PRIMARY KEY (`organization_id`,`name`),
  KEY `fk_api_keys_member` (`organization_id`,`member`),
  CONSTRAINT `fk_api_keys_member` FOREIGN KEY (`organization_id`, `member`) REFERENCES `organization_members` (`organization_id`, `name`),
  CONSTRAINT `fk_api_keys_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `change_counters` (
  `organization_id` varchar(64) NOT NULL,
  `last_seq` bigint(20) NOT NULL,
  PRIMARY KEY (`organization_id`),
  CONSTRAINT `fk_change_counters_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `comments` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `reference_doctype` varchar(64) NOT NULL,
  `reference_name` varchar(140) NOT NULL,
  `comment_type` varchar(40) NOT NULL CHECK (`comment_type` in ('comment','operation')),
  `content` text CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `operation` varchar(255) DEFAULT NULL,
  `dartwing_key` varchar(300) DEFAULT NULL,
  PRIMARY KEY (`organization_id`,`name`),
  UNIQUE KEY `uq_comments_dartwing_key` (`organization_id`,`dartwing_key`),
  KEY `ix_comments_reference_doctype_reference_name` (`organization_id`,`reference_doctype`,`reference_name`),
  CONSTRAINT `fk_comments_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `communications` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `customer` varchar(140) DEFAULT NULL,
  `subject` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `content` text CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `communication_medium` varchar(40) NOT NULL CHECK (`communication_medium` in ('activity','email','sms','phone','chat','other')),
  `sent_or_received` varchar(40) NOT NULL CHECK (`sent_or_received` in ('sent','received')),
  `communication_date` datetime(3) NOT NULL,
  `reference_doctype` varchar(64) DEFAULT NULL,
  `reference_name` varchar(140) DEFAULT NULL,
  `dartwing_key` varchar(255) DEFAULT NULL,
  PRIMARY KEY (`organization_id`,`name`),
  UNIQUE KEY `uq_communications_dartwing_key` (`organization_id`,`dartwing_key`),
  KEY `ix_communications_customer_communication_date` (`organization_id`,`customer`,`communication_date`),
  KEY `ix_communications_reference_doctype_reference_name` (`organization_id`,`reference_doctype`,`reference_name`),
  CONSTRAINT `fk_communications_customer` FOREIGN KEY (`organization_id`, `customer`) REFERENCES `customers` (`organization_id`, `name`),
  CONSTRAINT `fk_communications_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `contacts` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `customer` varchar(140) NOT NULL,
  `first_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `last_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `email` varchar(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `phone` varchar(40) DEFAULT NULL,
  `is_primary` tinyint(1) NOT NULL,
  PRIMARY KEY (`organization_id`,`name`),
  KEY `ix_contacts_customer` (`organization_id`,`customer`),
  CONSTRAINT `fk_contacts_customer` FOREIGN KEY (`organization_id`, `customer`) REFERENCES `customers` (`organization_id`, `name`),
  CONSTRAINT `fk_contacts_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `customers` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `customer_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `customer_type` varchar(40) NOT NULL CHECK (`customer_type` in ('company','individual','partnership')),
  `customer_group` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `territory` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `tax_id` varchar(40) DEFAULT NULL,
  `email` varchar(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `phone` varchar(40) DEFAULT NULL,
  `disabled` tinyint(1) NOT NULL,
  PRIMARY KEY (`organization_id`,`name`),
  KEY `ix_customers_customer_name` (`organization_id`,`customer_name`),
  CONSTRAINT `fk_customers_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `delivery_note_items` (
  `organization_id` varchar(64) NOT NULL,
  `parent` varchar(140) NOT NULL,
  `position` int(11) NOT NULL,
  `item` varchar(140) NOT NULL,
  `quantity` decimal(18,3) NOT NULL,
  PRIMARY KEY (`organization_id`,`parent`,`position`),
  KEY `fk_delivery_note_items_item` (`organization_id`,`item`),
  CONSTRAINT `fk_delivery_note_items_item` FOREIGN KEY (`organization_id`, `item`) REFERENCES `items` (`organization_id`, `name`),
  CONSTRAINT `fk_delivery_note_items_parent` FOREIGN KEY (`organization_id`, `parent`) REFERENCES `delivery_notes` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `delivery_notes` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `customer` varchar(140) NOT NULL,
  `customer_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `address` varchar(140) DEFAULT NULL,
  `project` varchar(140) DEFAULT NULL,
  `dispatch_job` varchar(140) DEFAULT NULL,
  `dartwing_key` varchar(255) DEFAULT NULL,
  `posting_date` date NOT NULL,
  PRIMARY KEY (`organization_id`,`name`),
  UNIQUE KEY `uq_delivery_notes_dartwing_key` (`organization_id`,`dartwing_key`),
  KEY `ix_delivery_notes_customer_posting_date` (`organization_id`,`customer`,`posting_date`),
  KEY `ix_delivery_notes_dispatch_job` (`organization_id`,`dispatch_job`),
  KEY `fk_delivery_notes_address` (`organization_id`,`address`),
  KEY `fk_delivery_notes_project` (`organization_id`,`project`),
  CONSTRAINT `fk_delivery_notes_address` FOREIGN KEY (`organization_id`, `address`) REFERENCES `addresses` (`organization_id`, `name`),
  CONSTRAINT `fk_delivery_notes_customer` FOREIGN KEY (`organization_id`, `customer`) REFERENCES `customers` (`organization_id`, `name`),
  CONSTRAINT `fk_delivery_notes_dispatch_job` FOREIGN KEY (`organization_id`, `dispatch_job`) REFERENCES `dispatch_jobs` (`organization_id`, `name`),
  CONSTRAINT `fk_delivery_notes_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`),
  CONSTRAINT `fk_delivery_notes_project` FOREIGN KEY (`organization_id`, `project`) REFERENCES `projects` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `dispatch_job_assignments` (
  `organization_id` varchar(64) NOT NULL,
  `parent` varchar(140) NOT NULL,
  `position` int(11) NOT NULL,
  `employee` varchar(140) NOT NULL,
  `assigned_at` datetime(3) NOT NULL,
  `assigned_by` varchar(140) DEFAULT NULL,
  `reason` varchar(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `status` varchar(40) NOT NULL CHECK (`status` in ('assigned','declined','reassigned','completed')),
  `notes` varchar(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  PRIMARY KEY (`organization_id`,`parent`,`position`),
  KEY `fk_dispatch_job_assignments_employee` (`organization_id`,`employee`),
  KEY `fk_dispatch_job_assignments_assigned_by` (`organization_id`,`assigned_by`),
  CONSTRAINT `fk_dispatch_job_assignments_assigned_by` FOREIGN KEY (`organization_id`, `assigned_by`) REFERENCES `organization_members` (`organization_id`, `name`),
  CONSTRAINT `fk_dispatch_job_assignments_employee` FOREIGN KEY (`organization_id`, `employee`) REFERENCES `employees` (`organization_id`, `name`),
  CONSTRAINT `fk_dispatch_job_assignments_parent` FOREIGN KEY (`organization_id`, `parent`) REFERENCES `dispatch_jobs` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `dispatch_job_completion_photos` (
  `organization_id` varchar(64) NOT NULL,
  `parent` varchar(140) NOT NULL,
  `position` int(11) NOT NULL,
  `file` varchar(500) NOT NULL,
  PRIMARY KEY (`organization_id`,`parent`,`position`),
  CONSTRAINT `fk_dispatch_job_completion_photos_parent` FOREIGN KEY (`organization_id`, `parent`) REFERENCES `dispatch_jobs` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `dispatch_job_form_submissions` (
  `organization_id` varchar(64) NOT NULL,
  `parent` varchar(140) NOT NULL,
  `position` int(11) NOT NULL,
  `form_submission` varchar(140) NOT NULL,
  PRIMARY KEY (`organization_id`,`parent`,`position`),
  CONSTRAINT `fk_dispatch_job_form_submissions_parent` FOREIGN KEY (`organization_id`, `parent`) REFERENCES `dispatch_jobs` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `dispatch_job_parts_used` (
  `organization_id` varchar(64) NOT NULL,
  `parent` varchar(140) NOT NULL,
  `position` int(11) NOT NULL,
  `item` varchar(140) NOT NULL,
  `quantity` decimal(18,3) NOT NULL,
  `rate` bigint(20) DEFAULT NULL,
  `billable` tinyint(1) NOT NULL,
  `source` varchar(40) NOT NULL CHECK (`source` in ('van','stock','purchase')),
  PRIMARY KEY (`organization_id`,`parent`,`position`),
  KEY `fk_dispatch_job_parts_used_item` (`organization_id`,`item`),
  CONSTRAINT `fk_dispatch_job_parts_used_item` FOREIGN KEY (`organization_id`, `item`) REFERENCES `items` (`organization_id`, `name`),
  CONSTRAINT `fk_dispatch_job_parts_used_parent` FOREIGN KEY (`organization_id`, `parent`) REFERENCES `dispatch_jobs` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `dispatch_job_required_certifications` (
  `organization_id` varchar(64) NOT NULL,
  `parent` varchar(140) NOT NULL,
  `position` int(11) NOT NULL,
  `certification_type` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  PRIMARY KEY (`organization_id`,`parent`,`position`),
  CONSTRAINT `fk_dispatch_job_required_certifications_parent` FOREIGN KEY (`organization_id`, `parent`) REFERENCES `dispatch_jobs` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `dispatch_job_required_equipment` (
  `organization_id` varchar(64) NOT NULL,
  `parent` varchar(140) NOT NULL,
  `position` int(11) NOT NULL,
  `equipment` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `quantity` decimal(18,3) NOT NULL,
  PRIMARY KEY (`organization_id`,`parent`,`position`),
  CONSTRAINT `fk_dispatch_job_required_equipment_parent` FOREIGN KEY (`organization_id`, `parent`) REFERENCES `dispatch_jobs` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `dispatch_job_required_skills` (
  `organization_id` varchar(64) NOT NULL,
  `parent` varchar(140) NOT NULL,
  `position` int(11) NOT NULL,
  `skill` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `minimum_proficiency` int(11) NOT NULL,
  PRIMARY KEY (`organization_id`,`parent`,`position`),
  CONSTRAINT `fk_dispatch_job_required_skills_parent` FOREIGN KEY (`organization_id`, `parent`) REFERENCES `dispatch_jobs` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `dispatch_job_types` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `job_type_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `description` text CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `estimated_duration` int(11) DEFAULT NULL,
  `billing_item` varchar(140) DEFAULT NULL,
  `rate` bigint(20) DEFAULT NULL,
  `billable` tinyint(1) NOT NULL,
  `disabled` tinyint(1) NOT NULL,
  PRIMARY KEY (`organization_id`,`name`),
  UNIQUE KEY `uq_dispatch_job_types_job_type_name` (`organization_id`,`job_type_name`),
  KEY `fk_dispatch_job_types_billing_item` (`organization_id`,`billing_item`),
  CONSTRAINT `fk_dispatch_job_types_billing_item` FOREIGN KEY (`organization_id`, `billing_item`) REFERENCES `items` (`organization_id`, `name`),
  CONSTRAINT `fk_dispatch_job_types_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `dispatch_jobs` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `customer` varchar(140) NOT NULL,
  `customer_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `contact` varchar(140) DEFAULT NULL,
  `address` varchar(140) NOT NULL,
  `formatted_address` varchar(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `latitude` decimal(18,6) DEFAULT NULL,
  `longitude` decimal(18,6) DEFAULT NULL,
  `geohash` varchar(12) DEFAULT NULL,
  `job_type` varchar(140) NOT NULL,
  `title` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `description` text CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `priority` varchar(40) NOT NULL CHECK (`priority` in ('low','normal','high','urgent')),
  `estimated_duration` int(11) DEFAULT NULL,
  `scheduled_date` date NOT NULL,
  `scheduled_start` time DEFAULT NULL,
  `scheduled_end` time DEFAULT NULL,
  `preferred_window` varchar(40) NOT NULL CHECK (`preferred_window` in ('any','morning','afternoon','evening')),
  `customer_notes` varchar(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `assigned_to` varchar(140) DEFAULT NULL,
  `assigned_team` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `assignment_method` varchar(40) NOT NULL CHECK (`assignment_method` in ('manual','auto_nearest','auto_workload','auto_skill','auto')),
  `assigned_at` datetime(3) DEFAULT NULL,
  `assigned_by` varchar(140) DEFAULT NULL,
  `status` varchar(40) NOT NULL CHECK (`status` in ('draft','unassigned','assigned','en_route','arrived','in_progress','completed','cancelled')),
  `status_updated_at` datetime(3) DEFAULT NULL,
  `completion_requested_at` datetime(3) DEFAULT NULL,
  `actual_arrival` datetime(3) DEFAULT NULL,
  `actual_departure` datetime(3) DEFAULT NULL,
  `actual_duration` int(11) DEFAULT NULL,
  `technician_notes` text CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `customer_signature` mediumtext CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `signed_by_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `signed_at` datetime(3) DEFAULT NULL,
  `customer_feedback` text CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `billable` tinyint(1) NOT NULL,
  `billing_status` varchar(40) NOT NULL CHECK (`billing_status` in ('not_billed','partially_billed','billed')),
  `sales_invoice` varchar(140) DEFAULT NULL,
  `timesheet` varchar(140) DEFAULT NULL,
  `delivery_note` varchar(140) DEFAULT NULL,
  `project` varchar(140) DEFAULT NULL,
  `sales_order` varchar(140) DEFAULT NULL,
  PRIMARY KEY (`organization_id`,`name`),
  KEY `ix_dispatch_jobs_status` (`organization_id`,`status`),
  KEY `ix_dispatch_jobs_scheduled_date` (`organization_id`,`scheduled_date`),
  KEY `ix_dispatch_jobs_assigned_to_scheduled_date_status` (`organization_id`,`assigned_to`,`scheduled_date`,`status`),
  KEY `ix_dispatch_jobs_customer` (`organization_id`,`customer`),
  KEY `ix_dispatch_jobs_geohash` (`organization_id`,`geohash`),
  KEY `fk_dispatch_jobs_contact` (`organization_id`,`contact`),
  KEY `fk_dispatch_jobs_address` (`organization_id`,`address`),
  KEY `fk_dispatch_jobs_job_type` (`organization_id`,`job_type`),
  KEY `fk_dispatch_jobs_assigned_by` (`organization_id`,`assigned_by`),
  KEY `fk_dispatch_jobs_project` (`organization_id`,`project`),
  KEY `fk_dispatch_jobs_sales_invoice` (`organization_id`,`sales_invoice`),
  KEY `fk_dispatch_jobs_timesheet` (`organization_id`,`timesheet`),
  KEY `fk_dispatch_jobs_delivery_note` (`organization_id`,`delivery_note`),
  CONSTRAINT `fk_dispatch_jobs_address` FOREIGN KEY (`organization_id`, `address`) REFERENCES `addresses` (`organization_id`, `name`),
  CONSTRAINT `fk_dispatch_jobs_assigned_by` FOREIGN KEY (`organization_id`, `assigned_by`) REFERENCES `organization_members` (`organization_id`, `name`),
  CONSTRAINT `fk_dispatch_jobs_assigned_to` FOREIGN KEY (`organization_id`, `assigned_to`) REFERENCES `employees` (`organization_id`, `name`),
  CONSTRAINT `fk_dispatch_jobs_contact` FOREIGN KEY (`organization_id`, `contact`) REFERENCES `contacts` (`organization_id`, `name`),
  CONSTRAINT `fk_dispatch_jobs_customer` FOREIGN KEY (`organization_id`, `customer`) REFERENCES `customers` (`organization_id`, `name`),
  CONSTRAINT `fk_dispatch_jobs_delivery_note` FOREIGN KEY (`organization_id`, `delivery_note`) REFERENCES `delivery_notes` (`organization_id`, `name`),
  CONSTRAINT `fk_dispatch_jobs_job_type` FOREIGN KEY (`organization_id`, `job_type`) REFERENCES `dispatch_job_types` (`organization_id`, `name`),
  CONSTRAINT `fk_dispatch_jobs_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`),
  CONSTRAINT `fk_dispatch_jobs_project` FOREIGN KEY (`organization_id`, `project`) REFERENCES `projects` (`organization_id`, `name`),
  CONSTRAINT `fk_dispatch_jobs_sales_invoice` FOREIGN KEY (`organization_id`, `sales_invoice`) REFERENCES `sales_invoices` (`organization_id`, `name`),
  CONSTRAINT `fk_dispatch_jobs_timesheet` FOREIGN KEY (`organization_id`, `timesheet`) REFERENCES `timesheets` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `document_changes` (
  `organization_id` varchar(64) NOT NULL,
  `seq` bigint(20) NOT NULL,
  `doctype` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `operation` varchar(10) NOT NULL CHECK (`operation` in ('create','update','delete','submit','cancel','note')),
  `changes` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL CHECK (json_valid(`changes`)),
  `actor` varchar(140) NOT NULL,
  `cause` varchar(255) DEFAULT NULL,
  `at` datetime(3) NOT NULL,
  PRIMARY KEY (`organization_id`,`seq`),
  KEY `ix_document_changes_document` (`organization_id`,`doctype`,`name`,`seq`),
  CONSTRAINT `fk_document_changes_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `employees` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `employee_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `member` varchar(140) DEFAULT NULL,
  `status` varchar(40) NOT NULL CHECK (`status` in ('active','inactive','left')),
  `designation` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `date_of_joining` date DEFAULT NULL,
  `dispatch_enabled` tinyint(1) NOT NULL,
  PRIMARY KEY (`organization_id`,`name`),
  UNIQUE KEY `uq_employees_member` (`organization_id`,`member`),
  KEY `ix_employees_status` (`organization_id`,`status`),
  CONSTRAINT `fk_employees_member` FOREIGN KEY (`organization_id`, `member`) REFERENCES `organization_members` (`organization_id`, `name`),
  CONSTRAINT `fk_employees_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `idempotent_requests` (
  `organization_id` varchar(64) NOT NULL,
  `id` varchar(64) NOT NULL,
  `content` varchar(64) NOT NULL,
  `token` varchar(64) NOT NULL,
  `claimed_at` datetime(3) NOT NULL,
  `answer` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`answer`)),
  PRIMARY KEY (`organization_id`,`id`),
  KEY `ix_idempotent_requests_claimed_at` (`organization_id`,`claimed_at`),
  CONSTRAINT `fk_idempotent_requests_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `items` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `item_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `item_group` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `stock_uom` varchar(20) NOT NULL,
  `is_stock_item` tinyint(1) NOT NULL,
  `standard_rate` bigint(20) DEFAULT NULL,
  `tax_rate` decimal(18,3) DEFAULT NULL,
  `income_account` varchar(140) DEFAULT NULL,
  `disabled` tinyint(1) NOT NULL,
  PRIMARY KEY (`organization_id`,`name`),
  KEY `fk_items_income_account` (`organization_id`,`income_account`),
  CONSTRAINT `fk_items_income_account` FOREIGN KEY (`organization_id`, `income_account`) REFERENCES `accounts` (`organization_id`, `name`),
  CONSTRAINT `fk_items_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `naming_counters` (
  `organization_id` varchar(64) NOT NULL,
  `prefix` varchar(100) NOT NULL,
  `last_number` bigint(20) NOT NULL,
  PRIMARY KEY (`organization_id`,`prefix`),
  CONSTRAINT `fk_naming_counters_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `operation_decisions` (
  `organization_id` varchar(64) NOT NULL,
  `operation_id` varchar(255) NOT NULL,
  `id` varchar(64) NOT NULL,
  `action` varchar(10) NOT NULL CHECK (`action` in ('retry','skip','mark_done','compensate','cancel','resolve')),
  `step_name` varchar(64) DEFAULT NULL,
  `found` varchar(140) DEFAULT NULL,
  `input` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`input`)),
  `note` varchar(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `state` varchar(10) NOT NULL CHECK (`state` in ('asked','taken','refused')),
  `refusal` varchar(1000) DEFAULT NULL,
  `actor` varchar(140) NOT NULL,
  `asked_at` datetime(3) NOT NULL,
  `settled_at` datetime(3) DEFAULT NULL,
  PRIMARY KEY (`organization_id`,`operation_id`,`id`),
  CONSTRAINT `fk_operation_decisions_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `operation_steps` (
  `organization_id` varchar(64) NOT NULL,
  `operation_id` varchar(255) NOT NULL,
  `step_name` varchar(64) NOT NULL,
  `step_key` varchar(255) NOT NULL,
  `position` int(11) DEFAULT NULL,
  `status` varchar(20) NOT NULL CHECK (`status` in ('pending','running','success','failed','unknown','compensated','compensation_failed','skipped','marked_done')),
  `phase` varchar(4) NOT NULL CHECK (`phase` in ('do','undo')),
  `attempt` int(11) NOT NULL,
  `result` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`result`)),
  `error_code` varchar(40) DEFAULT NULL,
  `error` varchar(1000) DEFAULT NULL,
  `left_behind` varchar(1000) DEFAULT NULL,
  `decisions` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL CHECK (json_valid(`decisions`)),
  `allows` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`allows`)),
  `started_at` datetime(3) NOT NULL,
  `completed_at` datetime(3) DEFAULT NULL,
  PRIMARY KEY (`organization_id`,`operation_id`,`step_name`),
  UNIQUE KEY `uq_operation_steps_step_key` (`organization_id`,`step_key`),
  CONSTRAINT `fk_operation_steps_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `operations` (
  `organization_id` varchar(64) NOT NULL,
  `id` varchar(255) NOT NULL,
  `kind` varchar(64) NOT NULL,
  `doctype` varchar(64) NOT NULL,
  `document_name` varchar(140) NOT NULL,
  `workflow_id` varchar(255) NOT NULL,
  `run_id` varchar(36) NOT NULL,
  `status` varchar(20) NOT NULL CHECK (`status` in ('running','compensating','parked','completed','compensated','compensation_failed','cancelled','failed')),
  `pivot_step` varchar(64) DEFAULT NULL,
  `failed_step` varchar(64) DEFAULT NULL,
  `error_code` varchar(40) DEFAULT NULL,
  `error_message` varchar(1000) DEFAULT NULL,
  `requested_by` varchar(140) NOT NULL,
  `started_at` datetime(3) NOT NULL,
  `changed_at` datetime(3) NOT NULL,
  `completed_at` datetime(3) DEFAULT NULL,
  `untold` tinyint(1) NOT NULL DEFAULT 0,
  `resolved_at` datetime(3) DEFAULT NULL,
  `resolved_by` varchar(140) DEFAULT NULL,
  `resolution` varchar(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  PRIMARY KEY (`organization_id`,`id`),
  KEY `ix_operations_document` (`organization_id`,`doctype`,`document_name`,`started_at`),
  KEY `ix_operations_kind` (`organization_id`,`kind`,`started_at`),
  KEY `ix_operations_started` (`organization_id`,`started_at`),
  KEY `ix_operations_state` (`organization_id`,`resolved_at`,`status`,`started_at`),
  KEY `ix_operations_failed_step` (`organization_id`,`failed_step`,`started_at`),
  KEY `ix_operations_error_code` (`organization_id`,`error_code`,`started_at`),
  KEY `ix_operations_open` (`organization_id`,`completed_at`,`changed_at`),
  CONSTRAINT `fk_operations_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `organization_member_roles` (
  `organization_id` varchar(64) NOT NULL,
  `parent` varchar(140) NOT NULL,
  `position` int(11) NOT NULL,
  `role` varchar(40) NOT NULL CHECK (`role` in ('system_manager','dartwing_user','dispatch_manager','field_technician','accounts_manager','hr_manager','inbox_manager','support_manager','sales_manager','employee')),
  PRIMARY KEY (`organization_id`,`parent`,`position`),
  CONSTRAINT `fk_organization_member_roles_parent` FOREIGN KEY (`organization_id`, `parent`) REFERENCES `organization_members` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `organization_members` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `user` varchar(64) NOT NULL,
  `full_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `status` varchar(40) NOT NULL CHECK (`status` in ('active','deactivated')),
  `is_default` tinyint(1) NOT NULL,
  PRIMARY KEY (`organization_id`,`name`),
  UNIQUE KEY `uq_organization_members_user` (`organization_id`,`user`),
  KEY `fk_organization_members_user` (`user`),
  CONSTRAINT `fk_organization_members_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`),
  CONSTRAINT `fk_organization_members_user` FOREIGN KEY (`user`) REFERENCES `users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `organizations` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `organization_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `status` varchar(40) NOT NULL CHECK (`status` in ('active','suspended')),
  `currency` varchar(3) NOT NULL,
  `time_zone` varchar(64) NOT NULL,
  `default_tax_rate` decimal(18,3) NOT NULL,
  `payment_days` varchar(40) NOT NULL CHECK (`payment_days` in ('0','7','14','30','60')),
  PRIMARY KEY (`organization_id`,`name`),
  UNIQUE KEY `uq_organizations_organization_id` (`organization_id`),
  CONSTRAINT `organizations_are_named_by_their_id` CHECK (`name` = `organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `outbox` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `organization_id` varchar(64) NOT NULL,
  `kind` varchar(64) NOT NULL,
  `payload` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL CHECK (json_valid(`payload`)),
  `created_at` datetime(3) NOT NULL,
  `dispatched_at` datetime(3) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `ix_outbox_waiting` (`dispatched_at`,`id`),
  KEY `fk_outbox_organization` (`organization_id`),
  CONSTRAINT `fk_outbox_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `projects` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `project_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `customer` varchar(140) DEFAULT NULL,
  `status` varchar(40) NOT NULL CHECK (`status` in ('open','completed','cancelled')),
  PRIMARY KEY (`organization_id`,`name`),
  KEY `ix_projects_customer` (`organization_id`,`customer`),
  CONSTRAINT `fk_projects_customer` FOREIGN KEY (`organization_id`, `customer`) REFERENCES `customers` (`organization_id`, `name`),
  CONSTRAINT `fk_projects_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sales_invoice_items` (
  `organization_id` varchar(64) NOT NULL,
  `parent` varchar(140) NOT NULL,
  `position` int(11) NOT NULL,
  `item` varchar(140) NOT NULL,
  `description` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `quantity` decimal(18,3) NOT NULL,
  `rate` bigint(20) NOT NULL,
  `amount` bigint(20) NOT NULL,
  `tax_rate` decimal(18,3) NOT NULL,
  PRIMARY KEY (`organization_id`,`parent`,`position`),
  KEY `fk_sales_invoice_items_item` (`organization_id`,`item`),
  CONSTRAINT `fk_sales_invoice_items_item` FOREIGN KEY (`organization_id`, `item`) REFERENCES `items` (`organization_id`, `name`),
  CONSTRAINT `fk_sales_invoice_items_parent` FOREIGN KEY (`organization_id`, `parent`) REFERENCES `sales_invoices` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sales_invoice_taxes` (
  `organization_id` varchar(64) NOT NULL,
  `parent` varchar(140) NOT NULL,
  `position` int(11) NOT NULL,
  `tax_rate` decimal(18,3) NOT NULL,
  `net_amount` bigint(20) NOT NULL,
  `tax_amount` bigint(20) NOT NULL,
  PRIMARY KEY (`organization_id`,`parent`,`position`),
  CONSTRAINT `fk_sales_invoice_taxes_parent` FOREIGN KEY (`organization_id`, `parent`) REFERENCES `sales_invoices` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sales_invoices` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `customer` varchar(140) NOT NULL,
  `customer_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `project` varchar(140) DEFAULT NULL,
  `dispatch_job` varchar(140) DEFAULT NULL,
  `dartwing_key` varchar(255) DEFAULT NULL,
  `status` varchar(40) NOT NULL CHECK (`status` in ('draft','unpaid','partly_paid','paid','cancelled')),
  `currency` varchar(3) NOT NULL,
  `posting_date` date NOT NULL,
  `due_date` date NOT NULL,
  `net_total` bigint(20) NOT NULL,
  `tax_total` bigint(20) NOT NULL,
  `grand_total` bigint(20) NOT NULL,
  `outstanding_amount` bigint(20) NOT NULL,
  PRIMARY KEY (`organization_id`,`name`),
  UNIQUE KEY `uq_sales_invoices_dartwing_key` (`organization_id`,`dartwing_key`),
  KEY `ix_sales_invoices_customer_posting_date` (`organization_id`,`customer`,`posting_date`),
  KEY `ix_sales_invoices_dispatch_job` (`organization_id`,`dispatch_job`),
  KEY `ix_sales_invoices_status` (`organization_id`,`status`),
  KEY `fk_sales_invoices_project` (`organization_id`,`project`),
  CONSTRAINT `fk_sales_invoices_customer` FOREIGN KEY (`organization_id`, `customer`) REFERENCES `customers` (`organization_id`, `name`),
  CONSTRAINT `fk_sales_invoices_dispatch_job` FOREIGN KEY (`organization_id`, `dispatch_job`) REFERENCES `dispatch_jobs` (`organization_id`, `name`),
  CONSTRAINT `fk_sales_invoices_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`),
  CONSTRAINT `fk_sales_invoices_project` FOREIGN KEY (`organization_id`, `project`) REFERENCES `projects` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `step_effects` (
  `organization_id` varchar(64) NOT NULL,
  `step_key` varchar(255) NOT NULL,
  `effect` varchar(64) NOT NULL,
  `state` varchar(10) NOT NULL CHECK (`state` in ('done','undone')),
  `result` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL CHECK (json_valid(`result`)),
  `changed_at` datetime(3) NOT NULL,
  PRIMARY KEY (`organization_id`,`step_key`,`effect`),
  CONSTRAINT `fk_step_effects_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `timesheet_time_logs` (
  `organization_id` varchar(64) NOT NULL,
  `parent` varchar(140) NOT NULL,
  `position` int(11) NOT NULL,
  `activity_type` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `from_time` datetime(3) NOT NULL,
  `to_time` datetime(3) NOT NULL,
  `hours` decimal(18,3) NOT NULL,
  `project` varchar(140) DEFAULT NULL,
  `is_billable` tinyint(1) NOT NULL,
  PRIMARY KEY (`organization_id`,`parent`,`position`),
  KEY `fk_timesheet_time_logs_project` (`organization_id`,`project`),
  CONSTRAINT `fk_timesheet_time_logs_parent` FOREIGN KEY (`organization_id`, `parent`) REFERENCES `timesheets` (`organization_id`, `name`),
  CONSTRAINT `fk_timesheet_time_logs_project` FOREIGN KEY (`organization_id`, `project`) REFERENCES `projects` (`organization_id`, `name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `timesheets` (
  `organization_id` varchar(64) NOT NULL,
  `name` varchar(140) NOT NULL,
  `version` int(11) NOT NULL,
  `docstatus` varchar(10) NOT NULL CHECK (`docstatus` in ('draft','submitted','cancelled')),
  `created_at` datetime(3) NOT NULL,
  `created_by` varchar(140) NOT NULL,
  `modified_at` datetime(3) NOT NULL,
  `modified_by` varchar(140) NOT NULL,
  `employee` varchar(140) NOT NULL,
  `employee_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `dispatch_job` varchar(140) DEFAULT NULL,
  `dartwing_key` varchar(255) DEFAULT NULL,
  `total_hours` decimal(18,3) NOT NULL,
  PRIMARY KEY (`organization_id`,`name`),
  UNIQUE KEY `uq_timesheets_dartwing_key` (`organization_id`,`dartwing_key`),
  KEY `ix_timesheets_employee` (`organization_id`,`employee`),
  KEY `ix_timesheets_dispatch_job` (`organization_id`,`dispatch_job`),
  CONSTRAINT `fk_timesheets_dispatch_job` FOREIGN KEY (`organization_id`, `dispatch_job`) REFERENCES `dispatch_jobs` (`organization_id`, `name`),
  CONSTRAINT `fk_timesheets_employee` FOREIGN KEY (`organization_id`, `employee`) REFERENCES `employees` (`organization_id`, `name`),
  CONSTRAINT `fk_timesheets_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`organization_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `users` (
  `id` varchar(64) NOT NULL,
  `email` varchar(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `full_name` varchar(140) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `status` varchar(40) NOT NULL CHECK (`status` in ('active','deactivated')),
  `created_at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_users_email` (`email`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
