"""Files out: certificates, reports, workbooks."""
